/** Finders of elements in a document that Firefox shows: the same for pages and for the panel. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Finder, RoleOptions } from '../browser.ts';
import { type Chain, inWords, pattern, type Step } from './chain.ts';
import type { Reply, Request } from './inside.ts';

/** A document in which elements are found and clicked. */
export interface Room {
  /** Asks once. @throws while the document comes or goes */
  ask(request: Request): Promise<Reply>;
  /** Clicks where the one element stands, if it can be clicked. */
  click(chain: Chain, clicks: number): Promise<Reply>;
}

/** How long an act waits for its element, in ms: as long as an expectation (playwright.config.ts). */
const WITHIN = 30_000;

/** Elements that a chain of steps finds. */
export class DocumentFinder implements Finder {
  readonly #room: Room;
  readonly #chain: Chain;

  constructor(room: Room, chain: Chain) {
    this.#room = room;
    this.#chain = chain;
  }

  getByRole(role: string, { name, exact = false }: RoleOptions = {}): Finder {
    return this.#then({ by: 'role', role, name: name === undefined ? null : pattern(name), exact });
  }

  getByLabel(text: string, { exact = false }: { readonly exact?: boolean } = {}): Finder {
    return this.#then({ by: 'label', text, exact });
  }

  locator(css: string): Finder {
    return this.#then({ by: 'css', css });
  }

  filter({ hasText }: { readonly hasText?: string | RegExp }): Finder {
    return hasText === undefined ? this : this.#then({ by: 'text', text: pattern(hasText) });
  }

  first(): Finder {
    return this.nth(0);
  }

  nth(index: number): Finder {
    return this.#then({ by: 'nth', index });
  }

  async click(): Promise<void> {
    await this.#until('click', () => this.#room.click(this.#chain, 1));
  }

  async dblclick(): Promise<void> {
    await this.#until('double-click', () => this.#room.click(this.#chain, 2));
  }

  async fill(text: string): Promise<void> {
    await this.#wait('fill', { to: 'fill', text });
  }

  async check(): Promise<void> {
    if (await this.#wait('check', { to: 'checked' })) return;
    await this.click();
    await this.#until('check', async () => {
      const reply = await this.#room.ask({ chain: this.#chain, want: { to: 'checked' } });
      return 'value' in reply && reply.value !== true ? { wait: 'a click did not check it' } : reply;
    });
  }

  selectOption(value: string): Promise<unknown> {
    return this.#wait('select an option of', { to: 'select', value });
  }

  async focus(): Promise<void> {
    await this.#wait('focus', { to: 'focus' });
  }

  async count(): Promise<number> {
    return Number(await this.#wait('count', { to: 'count' }));
  }

  async innerText(): Promise<string> {
    return String(await this.#wait('read', { to: 'text' }));
  }

  async allInnerTexts(): Promise<readonly string[]> {
    const texts = await this.#wait('read', { to: 'texts' });
    return Array.isArray(texts) ? texts.map(String) : [];
  }

  async getAttribute(name: string): Promise<string | null> {
    const value = await this.#wait('read', { to: 'attribute', name });
    return typeof value === 'string' ? value : null;
  }

  async isVisible(): Promise<boolean> {
    return Boolean(await this.#wait('look at', { to: 'visible' }));
  }

  toString(): string {
    return inWords(this.#chain);
  }

  #then(step: Step): Finder {
    return new DocumentFinder(this.#room, [...this.#chain, step]);
  }

  #wait(act: string, want: Request['want']): Promise<unknown> {
    return this.#until(act, () => this.#room.ask({ chain: this.#chain, want }));
  }

  async #until(act: string, attempt: () => Promise<Reply>): Promise<unknown> {
    const deadline = Date.now() + WITHIN;
    let reason = '';
    let cause: unknown;
    while (Date.now() < deadline) {
      // The document may be on its way in or out: then there is no answer, but soon there will be.
      const reply = await attempt().catch((error: unknown): Reply => {
        cause = error;
        return { wait: 'the document does not answer' };
      });
      if ('value' in reply) return reply.value;
      if ('fail' in reply) throw new Error(`Cannot ${act} ${this}: ${reply.fail}`);
      reason = reply.wait;
      await pause(30);
    }
    throw new Error(`Waited ${WITHIN / 1000} s to ${act} ${this}: ${reason}.`, { cause });
  }
}
