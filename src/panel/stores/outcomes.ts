/** What became of the tool's own requests. */
import { type ReadonlySignal, untracked } from '@preact/signals';
import { REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import type { SessionRequest } from '../../session/model.ts';
import { outcomeOf } from '../../session/outcome.ts';
import { t } from '../text/i18n.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** What became of a command so far. */
export interface Outcome {
  readonly state: 'sending' | 'pending' | 'ok' | 'late' | 'failed' | 'timeout' | 'lost' | 'refused';
  /** In words, for the user: WWE's own text where it gave one. */
  readonly text: string;
  /** From sending to the answer, in ms; null without one. */
  readonly latency: number | null;
  /** When it was sent, ms since the epoch; left out where that is not known. */
  readonly sentAt?: number | null;
  /** `data` of the answer, decoded. */
  readonly answer: unknown;
  /** The answer was forgotten since, by Clear or with its page: what became of the request is still known. */
  readonly isForgotten?: boolean;
}

/** What was sent, or could not be. */
export interface Sent {
  readonly document: string;
  /** ms since the epoch. */
  readonly at: number;
  /** In words; null: it went to the bridge, or will. */
  readonly why: string | null;
  /** WWE is asked first what is there. */
  readonly isAsking: boolean;
}

/** What outcomes are made of. */
interface OutcomesParts {
  readonly watching: Pick<InspectedTab, 'session' | 'version' | 'refused' | 'connections' | 'beforeForgetting'>;
  readonly clock: ReadonlySignal<number>;
  /** By reference id. */
  readonly sent: ReadonlyMap<string, Sent>;
}

/** Tells the outcome of each, as it is now. */
export function followOutcomes({ watching, clock, sent }: OutcomesParts): (ref: string) => Outcome {
  const { session } = watching;
  /** What became of those that WWE answered, for when the answer is forgotten. */
  const settled = new Map<string, Outcome>();

  function remember(ref: string, { state, text, latency }: Outcome): void {
    if (state !== 'ok' && state !== 'failed' && state !== 'late') return;
    settled.set(ref, { state, text, latency, answer: undefined, isForgotten: true });
  }
  watching.beforeForgetting(() => {
    // Not all of them were looked at since they were answered.
    for (const ref of sent.keys()) {
      const request = settled.has(ref) ? undefined : session.toolRequest(ref);
      if (request) untracked(() => remember(ref, answered(ref, request)));
    }
  });

  /**
   * The present, by the clock that a request's own time is of. Nothing is posted before it was given, or later than now: where
   * the times say otherwise, nobody knows that document's clock, and what counts is when it was given.
   * @param given when the panel gave it to the bridge; null: another panel did
   */
  function presentOf({ sentAt }: SessionRequest, given: number | null): number {
    const now = clock.value;
    if (given === null || sentAt === null || (given <= sentAt && sentAt <= now)) return now;
    return sentAt + now - given;
  }

  return (ref) => {
    const refusal = watching.refused.value.get(ref);
    if (refusal)
      return { state: 'refused', text: t(REFUSALS[refusal.why], refusal.detail), latency: null, answer: undefined };
    watching.version.value;
    const { why = null, document, at: given = null, isAsking = false } = sent.get(ref) ?? {};
    if (why !== null) return { state: 'refused', text: why, latency: null, answer: undefined };
    if (isAsking) return { state: 'sending', text: t('outcome_asking'), latency: null, answer: undefined };
    const request = session.toolRequest(ref);
    const known = settled.get(ref);
    if (!request && known) return known;
    if (!request) {
      const connection = watching.connections.value.find(({ info }) => info.document === document);
      if (connection?.state === 'silent')
        return { state: 'sending', text: t('outcome_silent'), latency: null, answer: undefined };
      const gone = !connection || connection.state === 'ended';
      // Its entry was cleared, or trimmed, before it could be taken: nobody will ever know.
      if (!gone && clock.value - (given ?? 0) > REQUEST_TIMEOUT_MS) {
        return { state: 'lost', text: t('outcome_unfollowed'), latency: null, answer: undefined };
      }
      return gone
        ? { state: 'lost', text: t('outcome_lost'), latency: null, answer: undefined }
        : { state: 'sending', text: t('outcome_pending'), latency: null, answer: undefined };
    }
    const outcome = answered(ref, request);
    remember(ref, outcome);
    return outcome;
  };

  /** What the session knows of it. */
  function answered(ref: string, request: SessionRequest): Outcome {
    const given = sent.get(ref)?.at ?? null;
    // A refusal is a refusal, however late.
    const state = request.failed ? 'failed' : outcomeOf(request, presentOf(request, given));
    const latency = request.answeredAt === null || request.sentAt === null ? null : request.answeredAt - request.sentAt;
    const text = state === 'failed' ? request.error || t('outcome_failed_silently') : t(OUTCOMES[state]);
    return { state, text, latency, sentAt: request.sentAt, answer: answerData(session.answerOf(request)) };
  }
}

const REFUSALS = {
  'no window': 'refused_no_window',
  'not verified': 'refused_not_verified',
  'origin unknown': 'refused_origin_unknown',
  'other origin': 'refused_other_origin',
  'recording off': 'blocked_recording',
  'writing off': 'refused_writing_off',
  'cannot be sent': 'refused_cannot_be_sent',
  'not connected': 'refused_not_connected',
} as const;

const OUTCOMES = {
  pending: 'outcome_pending',
  ok: 'outcome_ok',
  timeout: 'outcome_timeout',
  late: 'outcome_late',
} as const;

function answerData(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
}
