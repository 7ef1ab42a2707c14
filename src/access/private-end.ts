/**
 * Finds out in Chromium that the last private window was closed. The half of the extension that runs in private windows goes
 * with them, and hardly gets to do anything then (measured). The other half does not see them. But both see the same
 * memory: the one asks there whether the other is still there, and it answers.
 */
import { PRIVATE_KEY, type PrivateStorage } from './private.ts';

/** Under these keys session storage has the last question, and its answer. */
const ASK = 'isPrivateThere';
const ANSWER = 'privateIsThere';

/** Time between two questions, and the time for an answer, in ms. A worker that is asked every ten seconds does not sleep. */
const PAUSE = 10_000;

/** What changed in an area of storage, by key. */
type Changes = Readonly<Record<string, { readonly newValue?: unknown }>>;

/** As much of the extension API as this needs. */
export interface HalvesBrowser {
  readonly storage: PrivateStorage & {
    readonly onChanged: { addListener(listener: (changes: Changes, area: string) => void): void };
  };
  /** Settles after so many ms. */
  readonly wait: (delay: number) => Promise<void>;
}

/** In the half of private windows: answers that it is there. */
export function answerThatOpen({ storage }: HalvesBrowser): void {
  storage.onChanged.addListener((changes, area) => {
    const asked = changes[ASK]?.newValue;
    if (area === 'session' && asked !== undefined) void storage.session.set({ [ANSWER]: asked });
  });
}

/**
 * In the half of ordinary windows: asks as long as there is something to give back.
 * @param end no private window is open any more
 */
export function askWhetherOpen({ storage, wait }: HalvesBrowser, end: () => Promise<void>): void {
  const { session } = storage;
  let isAsking = false;
  const hasSome = async () => {
    const { [PRIVATE_KEY]: list } = await session.get(PRIVATE_KEY);
    return Array.isArray(list) && list.length > 0;
  };
  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    for (let question = 1; await hasSome(); question += 1) {
      await session.remove(ANSWER);
      await session.set({ [ASK]: question });
      await wait(PAUSE);
      const { [ANSWER]: answer } = await session.get(ANSWER);
      if (answer !== question) await end();
    }
    for (const key of [ASK, ANSWER]) await session.remove(key);
    isAsking = false;
  }
  storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && changes[PRIVATE_KEY]?.newValue !== undefined) void ask();
  });
  // Where this half was ended meanwhile, it goes on.
  void hasSome().then((some) => (some ? ask() : undefined));
}
