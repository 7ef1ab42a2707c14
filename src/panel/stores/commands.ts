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
import type { Way, Wwes } from './wwes.ts';

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
  /** Key of the WWE that is meant, where it is neither an interaction's nor for the user to pick. */
  readonly wwe?: string | null;
  /** Not sent to a window that has not spoken as WWE, even if it carries nothing but its name. */
  readonly needsOrigin?: boolean;
}

/** What is known of where a wish is to go: the interaction that it is about, or the WWE alone. */
export interface Aim {
  readonly about?: SessionInteraction | undefined;
  /** See `Wish.wwe`. */
  readonly wwe?: string | null;
  readonly through?: string | undefined;
}

/** Sends wishes and follows them. */
export interface Commands {
  /**
   * Sends one request: to the WWE of the interaction that it is about, else to the one that is meant (`Wwes.meant`), and
   * through a client of that WWE alone. @returns its reference id
   */
  send(wish: Wish, about?: SessionInteraction): string;
  /** The reference id that the next wish will get. */
  nextRef(): string;
  /** The way of the next wish, what carries data or not; null while there is none. */
  way(about?: SessionInteraction, wwe?: string | null): Way | null;
  outcome(ref: string): Outcome;
  /** The whole message of the answer, decoded; undefined while there is none. */
  answerOf(ref: string): unknown;
  /** Why nothing that carries data can be sent now, in words; null when it can. */
  blocked(about?: SessionInteraction, wwe?: string | null): string | null;
  /** Why not even Load interactions can be sent; null when it can. */
  blockedBare(): string | null;
}

/** What commands need. */
export interface CommandsParts {
  readonly watching: Watching;
  readonly clock: ReadonlySignal<number>;
  readonly rules: Pick<RulesStore, 'layers'>;
  readonly wwes: Wwes;
  /** The client that the user picked; null for all. */
  readonly client: ReadonlySignal<string | null>;
  /** Makes the tool's ids unlike those of another panel on the same page. */
  readonly mark: string;
}

/** What was sent, or could not be. */
interface Sent {
  readonly document: string;
  /** ms since the epoch. */
  readonly at: number;
  /** In words; null: it went to the bridge. */
  readonly why: string | null;
}

/** Follows the tool's own requests. */
export function createCommands(parts: CommandsParts): Commands {
  const { watching, clock, rules, wwes, client, mark } = parts;
  const { session } = watching;
  const sent = new Map<string, Sent>();
  const count = signal(0);

  /** The ways to what is aimed at, best first; or why there is none, in words. */
  function waysOf({ about, wwe = about?.wwe.key, through }: Aim): readonly [Way, ...Way[]] | string {
    const meant = wwe === undefined || wwe === null ? wwes.meant.value : { wwe };
    if ('why' in meant) return meant.why;
    const rank = ({ document, heard }: Way): number => {
      const sighting = about?.documents.indexOf(document) ?? -1;
      return (document === client.value ? 0 : 100) + (heard ? 0 : 50) + (sighting < 0 ? 40 : Math.min(sighting, 39));
    };
    const [best, ...others] = wwes.ways.value
      .filter((way) => way.wwe.key === meant.wwe && (through === undefined || way.document === through))
      .sort((a, b) => rank(a) - rank(b));
    return best ? [best, ...others] : whyNone(about, meant.wwe);
  }

  /** Why a WWE cannot be reached. In its window may be another now: what was of the one before is not for that. */
  function whyNone(about: SessionInteraction | undefined, wwe: string): string {
    if (!about || about.wwe.key !== wwe) return t('blocked_wwe_gone');
    const now = wwes.all.value.find(({ window }) => window === about.wwe.window);
    return now ? t('blocked_wwe_moved', about.wwe.origin, now.origin) : t('blocked_wwe_gone_from', about.wwe.origin);
  }

  function off(): string | null {
    return writingOff(rules.layers.value) ?? (watching.recording.value ? null : t('blocked_recording'));
  }

  const nextRef = () => `${TOOL_REF}${mark}-${count.value + 1}`;

  function send(wish: Wish, about?: SessionInteraction): string {
    const { verb = 'request', name, parameters, through, wwe, needsOrigin = false } = wish;
    const ref = nextRef();
    count.value += 1;
    const body = parameters === undefined ? null : encode(parameters);
    const isBare = verb === 'request' && body === null && !needsOrigin;
    const aim = { about, through, ...(wwe === undefined ? {} : { wwe }) };
    const found = waysOf(aim);
    const way = typeof found === 'string' ? undefined : found.find(({ heard }) => heard || isBare);
    const why = typeof found === 'string' ? found : t('blocked_no_origin');
    sent.set(ref, { document: way?.document ?? '', at: clock.peek(), why: way ? null : why });
    if (way) {
      const { to, wwe: target } = way;
      watching.send(way.document, { ref, verb, name, parameters: body, to, origin: target.origin });
    }
    return ref;
  }

  return {
    blockedBare() {
      const found = waysOf({});
      return off() ?? (typeof found === 'string' ? found : null);
    },
    blocked(about, wwe) {
      const found = waysOf({ about, ...(wwe === undefined ? {} : { wwe }) });
      if (typeof found === 'string') return off() ?? found;
      return off() ?? (found.some(({ heard }) => heard) ? null : t('blocked_no_origin'));
    },
    // Untracked: an effect that sends must not run again because something was sent.
    send: (wish, about) => untracked(() => send(wish, about)),
    nextRef,
    way(about, wwe) {
      const found = waysOf({ about, ...(wwe === undefined ? {} : { wwe }) });
      return typeof found === 'string' ? null : (found.find(({ heard }) => heard) ?? found[0]);
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
      const { why = null, document, at: given = 0 } = sent.get(ref) ?? {};
      if (why !== null) return { state: 'refused', text: why, latency: null, answer: undefined };
      const request = session.toolRequest(ref);
      if (!request) {
        const hop = watching.hops.value.find(({ info }) => info.document === document);
        if (hop?.state === 'silent')
          return { state: 'sending', text: t('outcome_silent'), latency: null, answer: undefined };
        const gone = !hop || hop.state === 'ended';
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
      const text = state === 'failed' ? request.error || t('outcome_failed_silently') : t(OUTCOMES[state]);
      return { state, text, latency, answer: answerData(session.answerOf(request)) };
    },
  };
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
