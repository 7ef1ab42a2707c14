/** A small Chromium: panels reach the documents of the tab by themselves. */
import { type ChromiumBrowser, chromiumTransport } from '../../transport/chromium.ts';
import type { Announcement, Backlog } from '../../transport/link-messages.ts';
import { FakeBrowser, TAB } from './frames.ts';
import type { Page } from './page.ts';
import type { End, Owner } from './transports.ts';

type Listener = Parameters<ChromiumBrowser['runtime']['onMessage']['addListener']>[0];

/** The browser. */
export class FakeChromium extends FakeBrowser {
  private readonly hearing = new Map<Owner, Set<Listener>>();

  transport(panel: Owner) {
    const hearers = new Set<Listener>();
    this.hearing.set(panel, hearers);
    const browser: ChromiumBrowser = {
      tabs: {
        sendMessage: () => this.greetFrames(panel, panel),
        connect: (_tab, { name, documentId = '' }) =>
          this.transports.port(name, panel, documentId, undefined, (end) => this.arrive(documentId, end)),
      },
      runtime: {
        onMessage: {
          addListener: (listener) => void hearers.add(listener),
          removeListener: (listener) => void hearers.delete(listener),
        },
      },
    };
    return chromiumTransport(browser, TAB, panel.replace(' ', ''));
  }

  /** In the back/forward cache there is neither error nor answer (docs/platform.md#the-backforward-cache). */
  private arrive(document: string, end: End): void {
    const page = this.pages.find(({ id }) => id === document);
    if (page?.state === 'shown') page.connect(end);
    else if (page?.state === 'kept') end.hasArrived = false;
    else end.disconnect();
  }

  /** As a page goes into the back/forward cache, its ports are closed, and what it posted last is lost (measured). */
  protected keep({ id }: Page): void {
    this.transports.lose(id);
  }

  endPanel(panel: Owner): void {
    this.hearing.delete(panel);
    this.transports.end(panel, false);
  }

  protected say(message: Announcement | Backlog, { id, frame }: Page): void {
    const text = JSON.stringify(message);
    const sender = { tab: { id: TAB }, frameId: frame, documentId: id };
    for (const panel of this.hearing.keys()) {
      this.transports.between(id, panel).steps.push(() => {
        for (const hear of [...(this.hearing.get(panel) ?? [])]) hear(JSON.parse(text), sender);
      });
    }
  }
}
