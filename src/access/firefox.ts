/** Access in Firefox, whose panels have no `permissions` (bug 1796933): the background answers, and a page of its own asks. */
import { type AccessRequest, isAccessNews } from './access-messages.ts';
import type { AccessTransport, Grant } from './access-transport.ts';

/**
 * Firefox tells nobody that a frame came. So it is asked this long, in ms, after each navigation, and whenever somebody
 * comes back to the panel.
 */
const LOOKS_AFTER = [0, 500, 2_000, 5_000, 10_000, 20_000, 40_000];
/** A wish that nobody answered is said again after this time, in ms. */
const PAUSE = 200;

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
  readonly later: (run: () => void, delay: number, signal: AbortSignal) => void;
}

/**
 * @param fixed what the package is for, if its manifest says so
 * @param signal ends what is still asked
 */
export function firefoxAccess(
  { isPrivate, runtime, inspectedWindow, onNavigated, window, later }: FirefoxAccessBrowser,
  fixed: readonly string[] | null,
  signal: AbortSignal,
): AccessTransport {
  const { tabId: tab } = inspectedWindow;
  const say = (wish: AccessRequest) => runtime.sendMessage(wish);
  return {
    fixed,
    async grants() {
      // No answer is not "nothing is granted": the background may just be stopped, and the wish with it.
      for (;;) {
        const answer = await say({ wwe: 'access', want: 'grants', isPrivate }).catch(() => undefined);
        if (Array.isArray(answer)) return answer as readonly Grant[];
        if (signal.aborted) return [];
        await new Promise<void>((resolve) => later(resolve, PAUSE, signal));
      }
    },
    async documents() {
      // A page cannot replace its `location`, so this runs none of its code. Between two pages nobody is there to ask.
      const [top] = await inspectedWindow.eval('location.href').catch(() => []);
      const frames = await say({ wwe: 'access', want: 'frames', tab, isPrivate }).catch(() => []);
      return [top, ...(Array.isArray(frames) ? frames : [])].filter((url) => typeof url === 'string');
    },
    async ask(sites) {
      await say({ wwe: 'access', want: 'ask', tab, sites });
      return 'elsewhere';
    },
    async withdraw(pattern) {
      await say({ wwe: 'access', want: 'withdraw', pattern });
    },
    hear(onGrants, onDocuments, ending) {
      const look = () => {
        for (const delay of LOOKS_AFTER) later(onDocuments, delay, ending);
      };
      look();
      onNavigated.addListener(look);
      const comeBack = () => {
        // From the tab in which access was given, perhaps; a background that was stopped just then has told nobody.
        onGrants();
        onDocuments();
      };
      window.addEventListener('focus', comeBack, { signal: ending });
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
