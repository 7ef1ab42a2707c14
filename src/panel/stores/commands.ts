/** Requests on the user's word: through which client they go, and what became of each. */
import { type ReadonlySignal, signal, untracked } from '@preact/signals';
import { encode } from '../../entry/encode.ts';
import { TOOL_REF } from '../../entry/entry.ts';
import type { Command } from '../../link/messages.ts';
import { REQUEST_TIMEOUT_MS } from '../../scapi/messages.ts';
import type { SessionInteraction } from '../../session/model.ts';
import { outcomeOf } from '../../session/outcome.ts';
import { t } from '../i18n.ts';
import { type RulesStore, writingOff } from './rules.ts';
import type { Watching } from './watching.ts';

/** What became of a command so far. */
export interface Outcome {
  readonly state: 'sending' | 'pending' | 'ok' | 'late' | 'failed' | 'timeout' | 'lost' | 'refused';
  /** In words, for the user: WWE's own text where it gave one. */
  readonly text: string;
  /** From sending to the answer, in ms; null without one. */
  readonly latency: number | null;
  /** `data` of the answer, decoded. */
  readonly answer: unknown;
}

/** What is asked of WWE. */
export interface Wish {
  readonly verb?: Command['verb'];
  readonly name: string;
  /** A request's parameters; the id for an unsubscribe; left out where there are none. */
  readonly parameters?: unknown;
  /** The document whose client is meant, where it must be that one. */
  readonly through?: string;
  /** Not sent while WWE's origin is unknown, even if it carries nothing but its name. */
  readonly needsOrigin?: boolean;
}

/** Sends wishes and follows them. */
export interface Commands {
  /**
   * Sends one request through a client that knows the interaction (or any). @returns its reference id
   */
  send(wish: Wish, about?: SessionInteraction): string;
  /** The reference id that the next wish will get. */
  nextRef(): string;
  /** The document whose client the next wish goes through; null while there is none. */
  through(about?: SessionInteraction): string | null;
  outcome(ref: string): Outcome;
  /** The whole message of the answer, decoded; undefined while there is none. */
  answerOf(ref: string): unknown;
  /** Why nothing that carries data can be sent now, in words; null when it can. */
  blocked(about?: SessionInteraction): string | null;
  /** Why not even Load interactions can be sent; null when it can. */
  blockedBare(): string | null;
}

/** What commands need. */
export interface CommandsParts {
  readonly watching: Watching;
  readonly clock: ReadonlySignal<number>;
  readonly rules: Pick<RulesStore, 'layers'>;
  /** The client that the user picked; null for all. */
  readonly client: ReadonlySignal<string | null>;
  /** Makes the tool's ids unlike those of another panel on the same page. */
  readonly mark: string;
}

/** Follows the tool's own requests. */
export function createCommands({ watching, clock, rules, client, mark }: CommandsParts): Commands {
  const { session } = watching;
  const sent = new Map<string, { readonly document: string; readonly at: number }>();
  const count = signal(0);

  /** Documents through which WWE can be reached, best first. */
  function candidates(about?: SessionInteraction): string[] {
    const picked = client.value;
    const live = session.documents().filter(({ live, isClient }) => live && isClient);
    const rank = ({ info, wweOrigin }: (typeof live)[number]): number => {
      const sighting = about?.documents.indexOf(info.document) ?? -1;
      return (info.document === picked ? 0 : 100) + (wweOrigin ? 0 : 50) + (sighting < 0 ? 40 : Math.min(sighting, 39));
    };
    return live.sort((a, b) => rank(a) - rank(b)).map(({ info }) => info.document);
  }

  /** Frames that asked WWE something and never heard an answer: they have a client, as the WWE window saw. */
  function unanswered(): string[] {
    const askers = new Set<string>();
    for (const request of session.requests()) {
      const entry = request.requestEntry && session.entry(request.requestEntry);
      if (entry && entry.sort === 'wire') askers.add(entry.peer);
    }
    return watching.hops.value
      .filter((hop) => hop.present && askers.has(hop.info.path))
      .map((hop) => hop.info.document);
  }

  function wweOf(document: string | undefined): string | null {
    return session.documents().find(({ info }) => info.document === document)?.wweOrigin ?? null;
  }

  function blockedBare(): string | null {
    const off = writingOff(rules.layers.value);
    if (off) return off;
    if (!watching.recording.value) return t('blocked_recording');
    watching.version.value;
    return candidates().length > 0 || unanswered().length > 0 ? null : t('blocked_no_client');
  }

  const nextRef = () => `${TOOL_REF}${mark}-${count.value + 1}`;
  const choose = (about?: SessionInteraction) => candidates(about)[0] ?? unanswered()[0] ?? null;

  function send(wish: Wish, about?: SessionInteraction): string {
    const { verb = 'request', name, parameters, through, needsOrigin = false } = wish;
    const ref = nextRef();
    count.value += 1;
    const document = through ?? choose(about) ?? '';
    const body = parameters === undefined ? null : encode(parameters);
    const to = session.documents().find(({ info }) => info.document === document)?.wwePath ?? null;
    sent.set(ref, { document, at: clock.peek() });
    const bare = verb === 'request' && body === null && !needsOrigin;
    watching.send(document, { ref, verb, name, parameters: body, to, withoutOrigin: bare });
    return ref;
  }

  return {
    blockedBare,
    blocked(about) {
      const bare = blockedBare();
      if (bare) return bare;
      return wweOf(candidates(about)[0]) ? null : t('blocked_no_origin');
    },
    // Untracked: an effect that sends must not run again because something was sent.
    send: (wish, about) => untracked(() => send(wish, about)),
    nextRef,
    through(about) {
      watching.version.value;
      return choose(about);
    },
    answerOf(ref) {
      watching.version.value;
      const request = session.toolRequest(ref);
      return request && session.answerOf(request);
    },
    outcome(ref) {
      const refusal = watching.refused.value.get(ref);
      if (refusal)
        return { state: 'refused', text: t(REFUSALS[refusal.why], refusal.detail), latency: null, answer: undefined };
      watching.version.value;
      const request = session.toolRequest(ref);
      if (!request) {
        const hop = watching.hops.value.find(({ info }) => info.document === sent.get(ref)?.document);
        if (hop?.state === 'silent')
          return { state: 'sending', text: t('outcome_silent'), latency: null, answer: undefined };
        const gone = !hop || hop.state === 'ended';
        const given = sent.get(ref)?.at ?? 0;
        // Its entry was cleared, or trimmed, before it could be taken: nobody will ever know.
        if (!gone && clock.value - given > REQUEST_TIMEOUT_MS) {
          return { state: 'lost', text: t('outcome_unfollowed'), latency: null, answer: undefined };
        }
        return gone
          ? { state: 'lost', text: t('outcome_lost'), latency: null, answer: undefined }
          : { state: 'sending', text: t('outcome_pending'), latency: null, answer: undefined };
      }
      // A refusal is a refusal, however late.
      const state = request.failed ? 'failed' : outcomeOf(request, clock.value);
      const latency =
        request.answeredAt === null || request.sentAt === null ? null : request.answeredAt - request.sentAt;
      const text = state === 'failed' ? (request.error ?? t('outcome_failed_silently')) : t(OUTCOMES[state]);
      return { state, text, latency, answer: answerData(session.answerOf(request)) };
    },
  };
}

const REFUSALS = {
  'no window': 'refused_no_window',
  'not verified': 'refused_not_verified',
  'origin unknown': 'refused_origin_unknown',
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
