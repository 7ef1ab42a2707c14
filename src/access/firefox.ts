/** Access in Firefox, whose panels have no `permissions` (bug 1796933): the background answers, and a page of its own asks. */
import { type AccessRequest, isAccessNews } from './access-messages.ts';
import type { AccessTransport, Grant } from './access-transport.ts';

/**
 * Firefox tells nobody that a frame came. So it is asked this long, in ms, after each navigation, and whenever somebody
 * comes back to the panel.
 */
const LOOKS_AFTER = [0, 500, 2_000, 5_000, 10_000, 20_000, 40_000];
/** A wish that nobody answered is said again after this time, in ms: the background was being stopped, and the wish with it. */
const PAUSE = 200;
/** So often, except for the grants: no answer is not "nothing is granted". */
const MOST_TRIES = 25;

/** As much of the extension API as this needs. */
export interface FirefoxAccessBrowser {
  /** Whether the panel is in a private window. */
  readonly isPrivate: boolean;
  readonly runtime: {
    sendMessage(message: AccessRequest): Promise<unknown>;
    readonly onMessage: {
      addListener(listener: (message: unknown) => undefined): void;
      removeListener(listener: (message: unknown) => undefined): void;
    };
  };
  readonly inspectedWindow: {
    readonly tabId: number;
    eval(expression: string): Promise<readonly [unknown, unknown?]>;
  };
  readonly onNavigated: { addListener(listener: () => void): void; removeListener(listener: () => void): void };
  /** Of the panel. */
  readonly window: Pick<EventTarget, 'addEventListener'>;
  /** Has an event `start` whenever the background was found started. */
  readonly background: Pick<EventTarget, 'addEventListener'>;
  readonly later: (run: () => void, delay: number, signal: AbortSignal) => void;
}

/**
 * @param fixed what the package is for, if its manifest says so
 * @param signal ends what is still asked
 */
export function firefoxAccess(
  { isPrivate, runtime, inspectedWindow, onNavigated, window, background, later }: FirefoxAccessBrowser,
  fixed: readonly string[] | null,
  signal: AbortSignal,
): AccessTransport {
  const { tabId: tab } = inspectedWindow;
  const pause = () => new Promise<void>((resolve) => later(resolve, PAUSE, signal));
  /** Every wish may be said twice: of two pages that ask, the older one closes itself. @throws what the background throws */
  async function say(wish: AccessRequest, mostTries: number): Promise<unknown> {
    let failed: unknown = new Error("The extension's background did not answer.");
    for (let tries = 0; tries < mostTries && !signal.aborted; tries += 1) {
      if (tries > 0) await pause();
      const answer = await runtime.sendMessage(wish).catch((error: unknown) => {
        failed = error;
      });
      if (answer !== undefined) return answer;
    }
    throw failed;
  }
  return {
    fixed,
    async grants() {
      const wish = { wwe: 'access', want: 'grants', isPrivate } as const;
      const answer = await say(wish, Number.POSITIVE_INFINITY).catch(() => []);
      return Array.isArray(answer) ? (answer as readonly Grant[]) : [];
    },
    async documents() {
      // A page cannot replace its `location`, so this runs none of its code. Between two pages nobody is there to ask.
      const [top] = await inspectedWindow.eval('location.href').catch(() => []);
      const frames = await say({ wwe: 'access', want: 'frames', tab, isPrivate }, MOST_TRIES).catch(() => []);
      return [top, ...(Array.isArray(frames) ? frames : [])].filter((url) => typeof url === 'string');
    },
    async ask(sites) {
      await say({ wwe: 'access', want: 'ask', tab, sites }, MOST_TRIES);
      return 'elsewhere';
    },
    async withdraw(pattern) {
      await say({ wwe: 'access', want: 'withdraw', pattern }, MOST_TRIES);
    },
    hear(onGrants, onDocuments, ending) {
      const look = () => {
        for (const delay of LOOKS_AFTER) later(onDocuments, delay, ending);
      };
      look();
      onNavigated.addListener(look);
      const comeBack = () => {
        // From the tab in which access was given, perhaps.
        onGrants();
        onDocuments();
      };
      window.addEventListener('focus', comeBack, { signal: ending });
      // A background that was stopped just as grants changed has told nobody.
      background.addEventListener('start', onGrants, { signal: ending });
      const hear = (message: unknown): undefined => {
        if (isAccessNews(message)) onGrants();
      };
      runtime.onMessage.addListener(hear);
      ending.addEventListener('abort', () => {
        runtime.onMessage.removeListener(hear);
        onNavigated.removeListener(look);
      });
    },
  };
}
