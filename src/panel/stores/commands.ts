/** Requests on the user's word: through which client they go, and what became of each. */
import { type ReadonlySignal, signal, untracked } from '@preact/signals';
import { encode } from '../../entry/encode.ts';
import { TOOL_REF } from '../../entry/entry.ts';
import { sameContent } from '../../session/equal.ts';
import type { SessionInteraction } from '../../session/model.ts';
import type { Command } from '../../transport/link-messages.ts';
import { t } from '../text/i18n.ts';
import { createAsking } from './asking.ts';
import type { InspectedTab } from './inspected-tab.ts';
import { check, fits, isConfirmed } from './lives.ts';
import { followOutcomes, type Outcome, type Sent } from './outcomes.ts';
import { type RulesStore, writingOff } from './rules.ts';
import type { Route, Wwes } from './wwes.ts';

export type { Outcome } from './outcomes.ts';

/** The request that lists all interactions (docs/protocol.md#interaction-services). */
export const LOAD = { name: 'interaction.getInteractions' } as const;

/** What is asked of WWE. */
export interface WantedCommand {
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
export interface CommandTarget {
  readonly about?: SessionInteraction | undefined;
  /** What is sent, as far as it is known already: the ids in it say where it may go. */
  readonly request?: Pick<WantedCommand, 'name' | 'parameters'> | undefined;
  /** See `WantedCommand.wwe`. */
  readonly wwe?: string | null;
  readonly through?: string | undefined;
}

/** Sends commands and follows them. */
export interface Commands {
  /**
   * Sends one request: to the WWE of the interaction that it is about, else to the one that is meant (`Wwes.meant`), and
   * through a client of that WWE alone. @returns its reference id
   */
  send(wish: WantedCommand, about?: SessionInteraction): string;
  /** The reference id that the next wish will get. */
  nextRef(): string;
  /** The way of the next wish, what carries data or not; null while there is none. */
  way(about?: SessionInteraction, wwe?: string | null, request?: CommandTarget['request']): Route | null;
  outcome(ref: string): Outcome;
  /** The whole message of the answer, decoded; undefined while there is none. */
  answerOf(ref: string): unknown;
  /** Why nothing that carries data can be sent now, in words; null when it can. */
  blocked(about?: SessionInteraction, wwe?: string | null, request?: CommandTarget['request']): string | null;
  /** Why not even Load interactions can be sent; null when it can. */
  blockedBare(): string | null;
}

/** What commands need. */
export interface CommandsParts {
  readonly watching: InspectedTab;
  readonly clock: ReadonlySignal<number>;
  readonly rules: Pick<RulesStore, 'layers'>;
  readonly wwes: Wwes;
  /** The client that the user picked; null for all. */
  readonly client: ReadonlySignal<string | null>;
  /** Makes the tool's ids unlike those of another panel on the same page. */
  readonly mark: string;
}

const NO_REQUEST = { name: '' } as const;

/** Follows the tool's own requests. */
export function createCommands(parts: CommandsParts): Commands {
  const { watching, clock, rules, wwes, client, mark } = parts;
  const { session } = watching;
  const sent = new Map<string, Sent>();
  const count = signal(0);

  /** The ways to what is aimed at, best first; or why there is none, in words. */
  function waysOf({
    about,
    wwe = about?.wwe.key,
    through,
    request,
  }: CommandTarget): readonly [Route, ...Route[]] | string {
    const meant = wwe === undefined || wwe === null ? wwes.meant.value : { wwe };
    if ('why' in meant) return meant.why;
    const rank = ({ document, heard }: Route): number => {
      const sighting = about?.documents.indexOf(document) ?? -1;
      return (document === client.value ? 0 : 100) + (heard ? 0 : 50) + (sighting < 0 ? 40 : Math.min(sighting, 39));
    };
    const ways = wwes.ways.value.filter((way) => way.wwe.key === meant.wwe);
    if (ways.length === 0) return whyNone(about, meant.wwe);
    watching.version.value;
    const checked = check(session, request ?? NO_REQUEST, about, meant.wwe);
    if ('why' in checked) return checked.why;
    const [best, ...others] = ways
      .filter((way) => (through === undefined || way.document === through) && fits(way, checked.subjects) !== null)
      .sort((a, b) => rank(a) - rank(b));
    return best ? [best, ...others] : t('blocked_wwe_gone');
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

  /** Whether WWE has the subscription that is to be ended, in the life that runs now: its id is another's in the next. */
  function stands({ through, wwe, parameters }: WantedCommand): boolean {
    return session
      .subscriptions()
      .some(
        (one) => one.document === through && one.wwe === (wwe ?? null) && sameContent(one.subscriptionId, parameters),
      );
  }

  const nextRef = () => `${TOOL_REF}${mark}-${count.value + 1}`;

  function note(way: Route | undefined, why: string | null, isAsking = false): string {
    const ref = nextRef();
    count.value += 1;
    sent.set(ref, { document: way?.document ?? '', at: clock.peek(), why, isAsking });
    return ref;
  }

  function post(
    ref: string,
    { document, to, wwe }: Route,
    { verb = 'request', name, parameters }: WantedCommand,
  ): void {
    const body = parameters === undefined ? null : encode(parameters);
    watching.send(document, { ref, verb, name, parameters: body, to, origin: wwe.origin });
  }

  /** Asks WWE first what is there, through the same client: see `asking.ts`. */
  function ask(way: Route, wish: WantedCommand, about: SessionInteraction | undefined): string {
    const { document, wwe } = way;
    const ref = note(way, null, true);
    const settle = (why: string | null) => sent.set(ref, { document, at: clock.peek(), why, isAsking: false });
    let question = asking.questionOf(document);
    if (question === undefined) {
      question = note(way, null);
      post(question, way, LOAD);
    }
    asking.wait({
      document,
      question,
      send(n) {
        const now = check(session, wish, about, wwe.key);
        const why = 'why' in now ? now.why : isConfirmed(now.subjects, document, n) ? null : t('blocked_not_there');
        settle(why);
        if (why === null) post(ref, way, wish);
      },
      giveUp: () => settle(t('blocked_not_told')),
    });
    return ref;
  }

  function send(wish: WantedCommand, about?: SessionInteraction): string {
    const { verb = 'request', parameters, through, wwe, needsOrigin = false } = wish;
    const isBare = verb === 'request' && parameters === undefined && !needsOrigin;
    if (verb === 'unsubscribe' && !stands(wish)) return note(undefined, t('blocked_subscription_former'));
    // The end of a subscription is its own client's, by the id that it got: that is no interaction's.
    const request = verb === 'request' ? wish : undefined;
    const found = waysOf({ about, through, request, ...(wwe === undefined ? {} : { wwe }) });
    if (typeof found === 'string') return note(undefined, found);
    const way = found.find(({ heard }) => heard || isBare);
    if (!way) return note(undefined, t('blocked_no_origin'));
    const checked = check(session, request ?? NO_REQUEST, about, way.wwe.key);
    if ('why' in checked) return note(undefined, checked.why);
    if (fits(way, checked.subjects) === 'ask') return ask(way, wish, about);
    const ref = note(way, null);
    post(ref, way, wish);
    return ref;
  }

  const outcome = followOutcomes({ watching, clock, sent });
  const asking = createAsking({ watching, outcome });

  return {
    blockedBare() {
      const found = waysOf({});
      return off() ?? (typeof found === 'string' ? found : null);
    },
    blocked(about, wwe, request) {
      const found = waysOf({ about, request, ...(wwe === undefined ? {} : { wwe }) });
      if (typeof found === 'string') return off() ?? found;
      return off() ?? (found.some(({ heard }) => heard) ? null : t('blocked_no_origin'));
    },
    // Untracked: an effect that sends must not run again because something was sent.
    send: (wish, about) => untracked(() => send(wish, about)),
    nextRef,
    way(about, wwe, request) {
      const found = waysOf({ about, request, ...(wwe === undefined ? {} : { wwe }) });
      return typeof found === 'string' ? null : (found.find(({ heard }) => heard) ?? found[0]);
    },
    answerOf(ref) {
      watching.version.value;
      const request = session.toolRequest(ref);
      return request && session.answerOf(request);
    },
    outcome,
  };
}
