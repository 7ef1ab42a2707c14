/** What both of the test's browsers have: one tab, with its frames and their documents, and extension pages. */
import type { Announcement, Backlog } from '../../transport/link-messages.ts';
import type { TabTransport } from '../../transport/tab-transport.ts';
import { Clock } from './clock.ts';
import { type Executed, Page } from './page.ts';
import { type Owner, Roads } from './transports.ts';

export const TAB = 3;
export const NOBODY = 'Could not establish connection. Receiving end does not exist.';

/** A browser with one tab. */
export abstract class FakeBrowser {
  readonly clock = new Clock();
  readonly transports = new Roads();
  readonly pages: Page[] = [];
  /** The document that each frame shows, by frame id. */
  readonly frames = new Map<number, Page>();

  /** @param most how many entries a record holds */
  constructor(
    private readonly most: number,
    private readonly onObeyed: Executed,
  ) {}

  /** The product's transport from a panel to the tab. */
  abstract transport(panel: Owner, signal: AbortSignal): TabTransport;
  /** A panel is gone. */
  abstract endPanel(panel: Owner): void;
  /** What becomes of what a document said as it went into the back/forward cache. */
  protected abstract keep(page: Page): void;

  /** `runtime.sendMessage` in a document. */
  protected abstract say(message: Announcement | Backlog, page: Page): void;

  /** A hello to the tab. @returns `tabs.sendMessage`'s promise, kept in `answer`'s time */
  protected greetFrames(from: Owner, answer: Owner): Promise<void> {
    const isAnyThere = this.frames.size > 0;
    for (const frame of this.frames.keys()) {
      this.transports.between(from, `frame ${frame}`).steps.push(() => this.frames.get(frame)?.announce());
    }
    return new Promise((resolve, reject) =>
      this.transports.between('browser', answer).steps.push(() => (isAnyThere ? resolve() : reject(new Error(NOBODY)))),
    );
  }

  /** Loads a new document into a frame. @param isKept the one before goes into the back/forward cache */
  load(frame: number, isKept: boolean): void {
    this.leave(frame, isKept);
    const { clock, most, onObeyed } = this;
    const page: Page = new Page(`doc-${this.pages.length}`, frame, {
      say: (message) => this.say(message, page),
      clock,
      most,
      onObeyed,
    });
    this.pages.push(page);
    this.frames.set(frame, page);
  }

  /** The last document of a frame that is kept. */
  kept(frame: number): Page | undefined {
    return this.pages.findLast((page) => page.frame === frame && page.state === 'kept');
  }

  /** The user goes back: the last document kept of this frame is shown again. */
  back(frame: number): void {
    const kept = this.kept(frame);
    if (!kept) return;
    const left = this.frames.get(frame);
    if (left) left.isStray = true;
    this.leave(frame, false);
    kept.state = 'shown';
    this.frames.set(frame, kept);
    kept.show();
  }

  /** The frame is removed, or its document leaves it. */
  leave(frame: number, isKept: boolean): void {
    const page = this.frames.get(frame);
    if (!page) return;
    page.hide(isKept);
    if (isKept) this.keep(page);
    page.state = isKept ? 'kept' : 'gone';
    this.frames.delete(frame);
    if (!isKept) this.transports.end(page.id, false);
  }

  /** The process of a frame ends: its document says nothing more. @param isAbrupt what it said last is lost too */
  crash(frame: number, isAbrupt: boolean): void {
    const page = this.frames.get(frame);
    if (!page) return;
    page.leaves += 1;
    page.state = 'gone';
    this.frames.delete(frame);
    this.transports.end(page.id, isAbrupt);
  }
}
