/** Requests on the user's word: through which client they go, and what became of each. */
import { type ReadonlySignal, signal, untracked } from '@preact/signals';
import { encode } from '../../entry/encode.ts';
import { TOOL_REF } from '../../entry/entry.ts';
import { sameContent } from '../../session/equal.ts';
import type { EntryRef, SessionInteraction } from '../../session/model.ts';
import type { Command } from '../../transport/link-messages.ts';
import { t } from '../text/i18n.ts';
import { type CommandState, isOpen, type Outcome, outcomeIn } from './command-state.ts';
import { type CommandStates, followCommands } from './command-states.ts';
import type { InspectedTab } from './inspected-tab.ts';
import { check, fits, isConfirmed } from './lives.ts';
import { type RulesStore, writingOff } from './rules.ts';
import type { Route, Wwes } from './wwes.ts';

export type { CommandState, Outcome } from './command-state.ts';

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
export interface Commands extends Pick<CommandStates, 'version' | 'changedSince'> {
  /**
   * Sends one request: to the WWE of the interaction that it is about, else to the one that is meant (`Wwes.meant`), and
   * through a client of that WWE alone. @returns its reference id
   */
  send(wish: WantedCommand, about?: SessionInteraction): string;
  /** The reference id that the next wish will get. */
  nextRef(): string;
  /** The way of the next wish, what carries data or not; null while there is none. */
  way(about?: SessionInteraction, wwe?: string | null, request?: CommandTarget['request']): Route | null;
  state(ref: string): CommandState;
  /** Its state, in words. */
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

/** WWE has said what is there, as that entry; null: it has not, or not in time. */
type Answered = (entry: EntryRef | null) => void;

/** Follows the tool's own requests. */
export function createCommands(parts: CommandsParts): Commands {
  const { watching, clock, rules, wwes, client, mark } = parts;
  const { session } = watching;
  const states = followCommands(watching, clock);
  const count = signal(0);
  /** What waits until WWE has said what is there, by the document that asks. @see ask */
  const waiting = new Map<string, Answered[]>();

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
    return watching.off ?? writingOff(rules.layers.value) ?? (watching.recording.value ? null : t('blocked_recording'));
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

  function add(document: string, state: CommandState, changed?: (state: CommandState) => void): string {
    const ref = nextRef();
    count.value += 1;
    states.add(ref, document, state, changed);
    return ref;
  }

  const refuse = (why: string) => add('', { is: 'refused', why });

  /** Sends it, if it was not sent before: it can be released once. */
  function release(
    ref: string,
    { document, to, wwe }: Route,
    { verb = 'request', name, parameters }: WantedCommand,
  ): void {
    if (!states.tell(ref, { is: 'released', now: clock.peek() })) return;
    const body = parameters === undefined ? null : encode(parameters);
    watching.send(document, { ref, verb, name, parameters: body, to, origin: wwe.origin });
  }

  /**
   * Asks WWE first what is there, through the same client: where WWE's page can be loaded anew without a word, an id may be
   * another's by now. The question carries no id. The request goes out with the answer, or not at all.
   */
  function ask(way: Route, wish: WantedCommand, about: SessionInteraction | undefined): string {
    const { document, wwe } = way;
    const ref = add(document, { is: 'asking' });
    const whyNot = (entry: EntryRef | null): string | null => {
      if (entry === null) return t('blocked_not_told');
      const now = check(session, wish, about, wwe.key);
      if ('why' in now) return now.why;
      return isConfirmed(now.subjects, document, entry.n) ? null : t('blocked_not_there');
    };
    const answered: Answered = (entry) => {
      const why = whyNot(entry);
      if (why === null) release(ref, way, wish);
      else states.tell(ref, { is: 'refused', why });
    };
    const others = waiting.get(document);
    if (others) {
      others.push(answered);
      return ref;
    }
    const all = [answered];
    waiting.set(document, all);
    const question = add(document, { is: 'asking' }, (state) => {
      if (isOpen(state) || waiting.get(document) !== all) return;
      waiting.delete(document);
      const entry = outcomeIn(state).state === 'ok' && 'request' in state ? state.request.answerEntry : null;
      for (const one of all) one(entry);
    });
    release(question, way, LOAD);
    return ref;
  }

  function send(wish: WantedCommand, about?: SessionInteraction): string {
    if (watching.off !== null) return refuse(watching.off);
    const { verb = 'request', parameters, through, wwe, needsOrigin = false } = wish;
    const isBare = verb === 'request' && parameters === undefined && !needsOrigin;
    if (verb === 'unsubscribe' && !stands(wish)) return refuse(t('blocked_subscription_former'));
    // The end of a subscription is its own client's, by the id that it got: that is no interaction's.
    const request = verb === 'request' ? wish : undefined;
    const found = waysOf({ about, through, request, ...(wwe === undefined ? {} : { wwe }) });
    if (typeof found === 'string') return refuse(found);
    const way = found.find(({ heard }) => heard || isBare);
    if (!way) return refuse(t('blocked_no_origin'));
    const checked = check(session, request ?? NO_REQUEST, about, way.wwe.key);
    if ('why' in checked) return refuse(checked.why);
    if (fits(way, checked.subjects) === 'ask') return ask(way, wish, about);
    const ref = add(way.document, { is: 'asking' });
    release(ref, way, wish);
    return ref;
  }

  /** The whole message of the answer. */
  function answerOf(state: CommandState): unknown {
    return state.is === 'answered' ? session.answerOf(state.request) : undefined;
  }

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
    answerOf: (ref) => answerOf(states.of(ref)),
    state: states.of,
    outcome(ref) {
      const state = states.of(ref);
      return outcomeIn(state, answerOf(state));
    },
    version: states.version,
    changedSince: states.changedSince,
  };
}
