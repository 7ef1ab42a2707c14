/** Ordinary pages in Firefox, over WebDriver BiDi. */
import type { Frame, Page } from 'puppeteer-core';
import type { Firefox } from '../../../scripts/firefox.mjs';
import type { Surface, Tab } from '../browser.ts';
import type { Chain } from './chain.ts';
import type { Reply, Request } from './inside.ts';
import { ANSWER, FirefoxSurface, isSamePoint, LIBRARY, readReply } from './surface.ts';

/** The world of our own code in a page. */
const SANDBOX = 'wwe-devtools-driver';

/** Puppeteer's frames carry WebDriver's id, though its types do not say so. */
function contextOf(frame: Frame): string {
  if ('_id' in frame && typeof frame._id === 'string') return frame._id;
  throw new TypeError('This frame has no browsing context.');
}

/** What a page says on a channel of WebDriver BiDi. */
type HearMessage = (message: { readonly channel: string; readonly data: { readonly value?: unknown } }) => void;

/** The part of puppeteer's connection that hears what pages say on channels; its types hide it. */
interface Channels {
  on(event: 'script.message', hear: HearMessage): void;
  off(event: 'script.message', hear: HearMessage): void;
}

const areChannels = (given: unknown): given is Channels => typeof Object(given).on === 'function';

function channelsOf({ browser }: Firefox): Channels {
  const connection: unknown = Reflect.get(browser, 'connection');
  if (areChannels(connection)) return connection;
  throw new TypeError('This browser has no connection.');
}

/** The document of a frame. */
export class FrameSurface extends FirefoxSurface {
  protected readonly firefox: Firefox;
  readonly #frame: Frame;

  constructor(firefox: Firefox, frame: Frame) {
    super();
    this.firefox = firefox;
    this.#frame = frame;
  }

  url(): string {
    return this.#frame.url();
  }

  /** WebDriver's id of the frame's browsing context. */
  get context(): string {
    return contextOf(this.#frame);
  }

  async ask(request: Request): Promise<Reply> {
    const target = { context: this.context, sandbox: SANDBOX };
    const run = `(request) => typeof TestingLibraryDom === 'undefined' ? null : (${ANSWER})(request)`;
    const reply = await this.firefox.run(target, run, request);
    if (reply !== null) return readReply(reply);
    await this.firefox.send('script.evaluate', { expression: `${LIBRARY};0`, target, awaitPromise: false });
    return readReply(await this.firefox.run(target, run, request));
  }

  async click(chain: Chain, clicks: number): Promise<Reply> {
    // A click lands in what is in sight: the tab must be in front.
    await this.#bringToFront();
    const first = await this.ask({ chain, want: { to: 'point' } });
    if (!('value' in first)) return first;
    const move = { type: 'pointerMove', ...Object(first.value) };
    await this.#point([move]);
    const second = await this.ask({ chain, want: { to: 'point' } });
    if (!isSamePoint(first, second)) return 'value' in second ? { wait: 'it moves' } : second;
    const once = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#point([move, ...Array.from({ length: clicks }, () => once).flat()]);
    return { value: true };
  }

  protected run(source: string, argument: unknown): Promise<unknown> {
    return this.firefox.run({ context: this.context }, source, argument);
  }

  async #bringToFront(): Promise<void> {
    const context = contextOf(this.#frame.page().mainFrame());
    const isInFront = await this.firefox.run({ context, sandbox: SANDBOX }, '() => !document.hidden', undefined);
    if (!isInFront) await this.firefox.send('browsingContext.activate', { context });
  }

  async #point(actions: readonly object[]): Promise<void> {
    const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
    await this.firefox.send('input.performActions', { context: this.context, actions: [mouse] });
  }
}

/** A tab. */
export class FirefoxTab extends FrameSurface implements Tab {
  readonly #page: Page;
  readonly #said: string[] = [];
  /** What listens for this tab beyond its own life. */
  readonly #listeners: HearMessage[] = [];

  constructor(firefox: Firefox, page: Page) {
    super(firefox, page.mainFrame());
    this.#page = page;
    page.on('console', (message) => this.#said.push(message.text()));
    page.on('pageerror', (error) => this.#said.push(error instanceof Error ? error.message : String(error)));
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  async goBack(): Promise<void> {
    await this.#page.goBack();
  }

  async close(): Promise<void> {
    this.detach();
    await this.#page.close();
  }

  isClosed(): boolean {
    return this.#page.isClosed();
  }

  /** Takes the listeners of this tab away from the browser's connection. */
  detach(): void {
    for (const hear of this.#listeners.splice(0)) channelsOf(this.firefox).off('script.message', hear);
  }

  childFrames(): readonly Surface[] {
    const frames = this.#page.mainFrame().childFrames();
    return frames.map((frame) => new FrameSurface(this.firefox, frame));
  }

  frames(): readonly Surface[] {
    return this.#page.frames().map((frame) => new FrameSurface(this.firefox, frame));
  }

  said(): readonly string[] {
    return this.#said;
  }

  async told(name: string): Promise<readonly string[]> {
    // Puppeteer's own way (`exposeFunction`) asks the page for the arguments, and loses what was said by one that is gone.
    const texts: string[] = [];
    const channel = `${name} ${this.context}`;
    const hear: HearMessage = ({ channel: on, data }) => {
      if (on === channel && typeof data.value === 'string') texts.push(data.value);
    };
    this.#listeners.push(hear);
    channelsOf(this.firefox).on('script.message', hear);
    const functionDeclaration = `(say) => { globalThis[${JSON.stringify(name)}] = say; }`;
    const say = { arguments: [{ type: 'channel', value: { channel } }], functionDeclaration };
    await this.firefox.send('script.addPreloadScript', { ...say, contexts: [this.context] });
    for (const frame of this.#page.frames()) {
      const target = { context: contextOf(frame) };
      await this.firefox.send('script.callFunction', { ...say, target, awaitPromise: false });
    }
    return texts;
  }

  nextPopup(): Promise<Tab> {
    return new Promise((resolve) => {
      this.#page.once('popup', (page) => page && resolve(new FirefoxTab(this.firefox, page)));
    });
  }
}
