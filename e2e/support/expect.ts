/** One `expect` for the journeys: Playwright's own; for elements of another browser the same matchers, over their Finder. */
import { expect as playwrightExpect } from '@playwright/test';
import type { Finder } from './browser.ts';

interface Limit {
  /** In ms; without it the configuration's. */
  readonly timeout?: number;
}

interface PollOptions extends Limit {
  readonly message?: string;
  readonly intervals?: number[];
}

type Text = string | RegExp;

/** What a journey may expect of elements. Each waits until it holds, within the limit; with `not`, until it does not. */
export interface FinderMatchers {
  readonly not: FinderMatchers;
  /** The one element's text contains this; a list: in this order among the elements, others may stand between. */
  toContainText(expected: Text | readonly Text[], limit?: Limit): Promise<void>;
  /** The one element's text is this; a list: the texts of all elements. */
  toHaveText(expected: Text | readonly Text[], limit?: Limit): Promise<void>;
  toHaveCount(count: number, limit?: Limit): Promise<void>;
  toBeVisible(limit?: Limit): Promise<void>;
  toHaveAttribute(name: string, value: Text, limit?: Limit): Promise<void>;
  toBeDisabled(limit?: Limit): Promise<void>;
}

function expectThat(actual: Finder, message?: string): FinderMatchers;
function expectThat<T>(actual: T, message?: string): ReturnType<typeof playwrightExpect<T>>;
function expectThat(actual: unknown, message?: string): unknown {
  return isOfAnotherBrowser(actual) ? new Matchers(actual, message, false) : playwrightExpect(actual, message);
}

/**
 * Pauses between two looks, in ms; the last one goes on. Playwright's own grow to a second, of which most is waited for
 * nothing.
 */
const INTERVALS = [20, 50, 100];

/** Playwright's `expect.poll`, which looks more often. */
function poll<T>(
  actual: () => T | Promise<T>,
  options: string | PollOptions = {},
): ReturnType<typeof playwrightExpect.poll<T>> {
  const given = typeof options === 'string' ? { message: options } : options;
  return playwrightExpect.poll(actual, { intervals: INTERVALS, ...given });
}

/** Playwright's `expect`, for whose own locators and for plain values nothing changes; takes every other Finder too. */
export const expect = Object.assign(expectThat, {
  poll,
  arrayContaining: playwrightExpect.arrayContaining,
});

/** Whether it is a Finder that is not Playwright's: those know their page. */
function isOfAnotherBrowser(value: unknown): value is Finder {
  return typeof value === 'object' && value !== null && 'allInnerTexts' in value && !('page' in value);
}

class Matchers implements FinderMatchers {
  constructor(
    readonly finder: Finder,
    readonly message: string | undefined,
    readonly negated: boolean,
  ) {}

  get not(): FinderMatchers {
    return new Matchers(this.finder, this.message, !this.negated);
  }

  toContainText(expected: Text | readonly Text[], limit?: Limit): Promise<void> {
    return this.#until(limit, async () => {
      if (isList(expected)) {
        const texts = await this.#texts();
        const among = `${this.message ?? this.finder}: sought in this order in ${JSON.stringify(texts)}`;
        this.#compare(foundInOrder(texts, expected), among).toEqual(expected);
      } else {
        const text = await this.#text();
        this.#compare(text).toEqual(part(expected));
      }
    });
  }

  toHaveText(expected: Text | readonly Text[], limit?: Limit): Promise<void> {
    return this.#until(limit, async () => {
      if (isList(expected)) this.#compare(await this.#texts()).toEqual(expected.map(whole));
      else this.#compare(await this.#text()).toEqual(whole(expected));
    });
  }

  toHaveCount(count: number, limit?: Limit): Promise<void> {
    return this.#until(limit, async () => this.#compare(await this.finder.count()).toBe(count));
  }

  toBeVisible(limit?: Limit): Promise<void> {
    return this.#until(limit, async () =>
      this.#compare((await this.finder.isVisible()) ? 'visible' : 'not visible').toBe('visible'),
    );
  }

  toHaveAttribute(name: string, value: Text, limit?: Limit): Promise<void> {
    return this.#until(limit, async () => this.#compare(await this.#attribute(name)).toEqual(whole(value)));
  }

  toBeDisabled(limit?: Limit): Promise<void> {
    return this.#until(limit, async () => {
      const disabled = (await this.#attribute('disabled')) !== null;
      const isDisabled = disabled || (await this.#attribute('aria-disabled')) === 'true';
      this.#compare(isDisabled ? 'disabled' : 'enabled').toBe('disabled');
    });
  }

  /** Playwright's comparison of a value that was read, named by how its element is found. */
  #compare(found: unknown, message = this.message ?? String(this.finder)) {
    const matchers = playwrightExpect(found, message);
    return this.negated ? matchers.not : matchers;
  }

  /** Asks anew until nothing is thrown; then, or at the limit, the last comparison is the outcome. */
  #until({ timeout }: Limit = {}, check: () => Promise<void>): Promise<void> {
    return playwrightExpect(check).toPass({ intervals: INTERVALS, ...(timeout === undefined ? {} : { timeout }) });
  }

  async #texts(): Promise<readonly string[]> {
    return (await this.finder.allInnerTexts()).map(plain);
  }

  async #text(): Promise<string> {
    const texts = await this.#texts();
    const [text] = texts;
    if (text === undefined || texts.length > 1) throw this.#notOne(texts.length);
    return text;
  }

  async #attribute(name: string): Promise<string | null> {
    const count = await this.finder.count();
    if (count !== 1) throw this.#notOne(count);
    return this.finder.getAttribute(name);
  }

  #notOne(count: number): Error {
    return new Error(`${this.message ?? 'Exactly one element is expected'}: ${this.finder} finds ${count}.`);
  }
}

function isList(expected: Text | readonly Text[]): expected is readonly Text[] {
  return Array.isArray(expected);
}

/** Text without its layout, as Playwright compares it: spaces and line ends are one space each. */
function plain(text: string): string {
  return text
    .replace(/[\u200b\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function whole(expected: Text): unknown {
  return typeof expected === 'string' ? plain(expected) : playwrightExpect.stringMatching(expected);
}

function part(expected: Text): unknown {
  return typeof expected === 'string'
    ? playwrightExpect.stringContaining(plain(expected))
    : playwrightExpect.stringMatching(expected);
}

/** How far the expected texts are found, one element each, in their order. */
function foundInOrder(texts: readonly string[], expected: readonly Text[]): readonly Text[] {
  let found = 0;
  for (const text of texts) {
    const next = expected[found];
    if (next === undefined) break;
    if (typeof next === 'string' ? text.includes(plain(next)) : text.search(next) >= 0) found += 1;
  }
  return expected.slice(0, found);
}
