/**
 * Requests that wait until WWE was asked what is there: where WWE's page can be loaded anew without a word, an id may be
 * another's by now. The question carries no id (`interaction.getInteractions`); the request goes out with the answer, or not at all.
 */
import { effect, untracked } from '@preact/signals';
import type { InspectedTab } from './inspected-tab.ts';
import type { Outcome } from './outcomes.ts';

/** A request that waits. */
export interface Waiting {
  /** The document that asks, and sends. */
  readonly document: string;
  /** Reference id of the question. */
  readonly question: string;
  /** WWE has answered, as entry `n` of the document. */
  send(n: number): void;
  /** It has not, or not in time. */
  giveUp(): void;
}

/** What waiting needs. */
export interface AskingParts {
  readonly watching: Pick<InspectedTab, 'session' | 'version' | 'refused'>;
  readonly outcome: (ref: string) => Outcome;
}

/** Requests that wait. */
export interface Asking {
  /** The question of that document that nothing is known of yet, if there is one. */
  questionOf(document: string): string | undefined;
  wait(waiting: Waiting): void;
}

/** Follows the questions while there are any. */
export function createAsking({ watching, outcome }: AskingParts): Asking {
  let all: readonly Waiting[] = [];
  let stop: (() => void) | null = null;

  const isOpen = ({ question }: Waiting) => ['sending', 'pending'].includes(outcome(question).state);

  function settle({ question, send, giveUp }: Waiting): void {
    const entry = watching.session.toolRequest(question)?.answerEntry;
    if (outcome(question).state === 'ok' && entry) send(entry.n);
    else giveUp();
  }

  function follow(): void {
    watching.version.value;
    watching.refused.value;
    const done = all.filter((one) => !isOpen(one));
    if (done.length === 0) return;
    all = all.filter((one) => !done.includes(one));
    untracked(() => done.forEach(settle));
    if (all.length > 0) return;
    stop?.();
    stop = null;
  }

  return {
    questionOf: (document) => all.find((one) => one.document === document && isOpen(one))?.question,
    wait(waiting) {
      all = [...all, waiting];
      stop ??= effect(follow);
    },
  };
}
