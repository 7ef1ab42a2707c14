/**
 * One command, from the press of a button to what became of it: a state, and what becomes of it with each thing that happens.
 * Pure. `command-states.ts` tells it what happens; its words are made of the state alone.
 */
import { isRecord } from '../../protocol/kind.ts';
import { REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import type { RequestOutcome, SessionRequest } from '../../session/model.ts';
import { outcomeOf } from '../../session/outcome.ts';
import { t } from '../text/i18n.ts';

/** Where a command is. `at`: when it was given to the page's bridge, ms since the epoch, by the panel's clock. */
export type CommandState =
  /** WWE is asked first what is there. Nothing of the command went out. It is the only state in which it may be sent. */
  | { readonly is: 'asking' }
  /** It was not sent, and will not be. */
  | { readonly is: 'refused'; readonly why: string }
  /** The bridge has it, or will. The record does not show the request yet. */
  | { readonly is: 'given'; readonly at: number }
  /** The same, in a frame that does not answer: it does this when it goes on. */
  | { readonly is: 'silent'; readonly at: number }
  /** The record will not show it any more: its page is gone, or the record was cleared meanwhile. */
  | { readonly is: 'lost'; readonly at: number; readonly with: 'page' | 'record' }
  /** The request is in the record, and WWE has not answered. A client gives up after `until`. */
  | { readonly is: 'waiting'; readonly at: number; readonly request: SessionRequest; readonly until: number }
  /** WWE did not answer in time. It may still do so. */
  | { readonly is: 'timeout'; readonly at: number; readonly request: SessionRequest }
  | { readonly is: 'answered'; readonly at: number; readonly request: SessionRequest }
  /** WWE answered, and the session has forgotten the answer since, by Clear or with its page. */
  | { readonly is: 'forgotten'; readonly at: number; readonly request: SessionRequest };

/** What happens to a command. `now` is by the clock that `at` is of. */
export type CommandEvent =
  /** It may go out, and does. */
  | { readonly is: 'released'; readonly now: number }
  /** By the panel or by the bridge, in words. */
  | { readonly is: 'refused'; readonly why: string }
  /** The session shows its request otherwise than before; undefined: not any more. */
  | { readonly is: 'shown'; readonly request: SessionRequest | undefined; readonly now: number }
  /** The connection to its document is otherwise than before. */
  | { readonly is: 'connected'; readonly now: number }
  | { readonly is: 'silent' | 'gone' }
  /** The time of `deadlineOf` has come. */
  | { readonly is: 'deadline' };

/** What becomes of a command. The same object, where nothing does. */
export function next(state: CommandState, event: CommandEvent): CommandState {
  switch (event.is) {
    case 'released':
      return state.is === 'asking' ? { is: 'given', at: event.now } : state;
    case 'refused':
      return state.is === 'asking' || isUnseen(state) ? event : state;
    case 'shown':
      return shown(state, event.request, event.now);
    case 'deadline':
      if (state.is === 'given') return { is: 'lost', at: state.at, with: 'record' };
      return state.is === 'waiting' ? { is: 'timeout', at: state.at, request: state.request } : state;
    case 'gone':
      return state.is === 'given' || state.is === 'silent' ? { is: 'lost', at: state.at, with: 'page' } : state;
    case 'silent':
      return state.is === 'given' || isLost(state, 'record') ? { is: 'silent', at: state.at } : state;
    case 'connected':
      // What goes on now has its time before it.
      return state.is === 'silent' || isLost(state, 'page') ? { is: 'given', at: event.now } : state;
  }
}

/** A state in which the command was given, and the record has not shown it. */
type Unseen = Extract<CommandState, { readonly is: 'given' | 'silent' | 'lost' }>;

/** Whether that is where it is: then the connection to its document counts. */
export function isUnseen(state: CommandState): state is Unseen {
  return state.is === 'given' || state.is === 'silent' || state.is === 'lost';
}

/** Whether nothing of WWE's word on it is known yet, and it may come in time. */
export function isOpen({ is }: CommandState): boolean {
  return is === 'asking' || is === 'given' || is === 'silent' || is === 'waiting';
}

function isLost(state: CommandState, by: 'page' | 'record'): state is Unseen {
  return state.is === 'lost' && state.with === by;
}

function shown(state: CommandState, request: SessionRequest | undefined, now: number): CommandState {
  if (state.is === 'asking' || state.is === 'refused') return state;
  if (request && 'request' in state && state.is !== 'forgotten' && state.request === request) return state;
  const { at } = state;
  if (request && request.answeredAt !== null) return { is: 'answered', at, request };
  if (request) return { is: 'waiting', at, request, until: untilOf(request, at, now) };
  if (state.is === 'answered') return { is: 'forgotten', at, request: state.request };
  return state.is === 'waiting' || state.is === 'timeout' ? { is: 'given', at } : state;
}

/**
 * Nothing is posted before it was given, or much later than now: where the times say otherwise, nobody knows that document's
 * clock, and what counts is when it was given.
 */
function untilOf({ sentAt }: SessionRequest, at: number, now: number): number {
  const isKnown = sentAt !== null && at <= sentAt && sentAt <= now + REQUEST_TIMEOUT_MS;
  return (isKnown ? sentAt : at) + REQUEST_TIMEOUT_MS;
}

/** When a state ends by itself, ms since the epoch; null: it waits for something else. */
export function deadlineOf(state: CommandState): number | null {
  if (state.is === 'given') return state.at + REQUEST_TIMEOUT_MS;
  return state.is === 'waiting' ? state.until : null;
}

/** What became of a command so far. */
export interface Outcome {
  readonly state: 'sending' | 'lost' | 'refused' | RequestOutcome;
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

const OUTCOMES = {
  pending: 'outcome_pending',
  ok: 'outcome_ok',
  timeout: 'outcome_timeout',
  late: 'outcome_late',
} as const;

/** A state as the user is told it. @param answer the whole message of the answer; undefined while there is none */
export function outcomeIn(state: CommandState, answer?: unknown): Outcome {
  const plain = (is: Outcome['state'], text: string): Outcome => ({
    state: is,
    text,
    latency: null,
    answer: undefined,
  });
  switch (state.is) {
    case 'asking':
      return plain('sending', t('outcome_asking'));
    case 'refused':
      return plain('refused', state.why);
    case 'given':
      return plain('sending', t('outcome_pending'));
    case 'silent':
      return plain('sending', t('outcome_silent'));
    case 'lost':
      return plain('lost', t(state.with === 'page' ? 'outcome_lost' : 'outcome_unfollowed'));
    case 'waiting':
      return { ...plain('pending', t('outcome_pending')), sentAt: state.request.sentAt };
    case 'timeout':
      return { ...plain('timeout', t('outcome_timeout')), sentAt: state.request.sentAt };
    case 'answered':
    case 'forgotten': {
      const { request } = state;
      const { sentAt, answeredAt, failed, error } = request;
      // A refusal is a refusal, however late.
      const result = failed ? 'failed' : outcomeOf(request, 0);
      const text = result === 'failed' ? error || t('outcome_failed_silently') : t(OUTCOMES[result]);
      const latency = answeredAt === null || sentAt === null ? null : answeredAt - sentAt;
      const told = { state: result, text, latency };
      if (state.is === 'forgotten') return { ...told, answer: undefined, isForgotten: true };
      return { ...told, sentAt, answer: isRecord(answer) ? answer.data : undefined };
    }
  }
}
