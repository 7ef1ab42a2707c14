/**
 * The state of Compose at which calls are written: the draft, what became of those that were sent, and those that were saved. Made
 * when the view is first shown (`compose-store.ts` keeps it), so that the panel opens without it.
 */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { SessionInteraction } from '../../../session/model.ts';
import type { CallToWrite } from '../../stores/call-to-write.ts';
import type { Commands, Outcome } from '../../stores/commands.ts';
import type { InspectedTab } from '../../stores/inspected-tab.ts';
import type { SavedCall, SettingsStore } from '../../stores/settings.ts';
import type { Route, Wwes } from '../../stores/wwes.ts';
import { type Allowed, lastAllowed } from './allowed.ts';
import { type Risk, riskOf } from './catalogue.ts';
import { type Compiled, chooseService, compile, type Draft, draftOf, freshDraft } from './draft.ts';
import { fromSaved, MOST_SAVED, toSaved } from './saved.ts';
import { followSubject } from './subject.ts';

/** What Compose needs. */
export interface ComposeParts {
  readonly watching: InspectedTab;
  readonly commands: Commands;
  readonly wwes: Pick<Wwes, 'picked' | 'known'>;
  readonly settings: Pick<SettingsStore, 'settings' | 'change'>;
  /** ms since the epoch. */
  readonly clock: ReadonlySignal<number>;
  /** Shows the view. */
  readonly show: () => void;
}

/** A call that was sent. */
export interface SentCall {
  /** The reference id of its request. */
  readonly ref: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly draft: Draft;
  readonly service: string;
  readonly parameters: unknown;
  /** The document whose client it went through. */
  readonly document: string | null;
  /** Key of the WWE that it was sent to. */
  readonly wwe: string | null;
  /** Key of the interaction that it was about; null: none that was seen. */
  readonly about: string | null;
  /** Once nothing more can come of it, with the whole message of the answer; null until then. */
  readonly settled: { readonly outcome: Outcome; readonly answer: unknown } | null;
}

/** See the file's head. */
export interface ComposeState {
  readonly draft: Signal<Draft>;
  readonly compiled: ReadonlySignal<Compiled>;
  /** What WWE said that it allows; null if nobody asked. */
  readonly allowed: ReadonlySignal<{ readonly services: Allowed; readonly t: number } | null>;
  /** Key of the WWE that the draft is for alone; null: it goes to the one that is meant. */
  readonly bound: Signal<string | null>;
  /** The way that it would take; null where there is none. */
  readonly way: ReadonlySignal<Route | null>;
  /** Why it cannot be sent, whatever it is, in words; null when it can. */
  readonly blocked: ReadonlySignal<string | null>;
  /** The interaction that the draft is about, where its first parameter is the id of one that was seen of its WWE. */
  readonly about: ReadonlySignal<SessionInteraction | undefined>;
  /** Latest first. */
  readonly history: ReadonlySignal<readonly SentCall[]>;
  /** The sent call whose answer is shown. */
  readonly shown: Signal<string | null>;
  /** A service was chosen, or the draft filled from elsewhere: the view goes to its first field, and takes this back. */
  readonly wantsCursor: Signal<boolean>;
  /**
   * Why the draft waits for a yes before it is sent; null: it does not. A change of the draft takes the question back, and so
   * does another WWE to which it would go.
   */
  readonly asking: ReadonlySignal<Risk | null>;
  choose(service: string): void;
  /**
   * Sends what the draft comes to, or asks first (`asking`). Does nothing while the draft is wrong or nothing can be sent.
   * @param sure the answer to the question
   */
  send(sure?: boolean): void;
  /** No is the answer. */
  cancel(): void;
  outcome(call: SentCall): Outcome;
  answerOf(call: SentCall): unknown;
  /** Fills the draft again with a call as it was sent. */
  again(call: SentCall): void;
  /** Saves the draft. @returns how many tokens were left out; null: it could not be saved */
  save(name: string): number | null;
  recall(saved: SavedCall): void;
  forget(name: string): void;
  /** Puts back what was forgotten. */
  restore(saved: SavedCall): void;
}

const MOST_SENT = 100;
/** Outcomes after which nothing more comes. A timeout may become a late answer. */
const FINAL: ReadonlySet<Outcome['state']> = new Set(['ok', 'late', 'failed', 'refused']);

/** Makes the state of Compose; it follows what was sent until `abort`. */
export function createComposeState(
  parts: ComposeParts,
  wanted: Signal<CallToWrite | null>,
  abort: AbortSignal,
): ComposeState {
  const { watching, commands, wwes, settings, clock } = parts;
  const draft = signal<Draft>(freshDraft(''));
  const history = signal<readonly SentCall[]>([]);
  const shown = signal<string | null>(null);
  const wantsCursor = signal(false);
  const askedFor = signal<{ readonly draft: Draft; readonly to: string } | null>(null);
  const bound = signal<string | null>(null);
  const compiled = computed(() => compile(draft.value));
  const { about, bind } = followSubject({ watching, commands }, compiled, bound, abort);
  const aim = computed(() => {
    const { value: call } = compiled;
    const request = call.ok ? { name: call.service, parameters: call.parameters } : undefined;
    return [about.value, bound.value ?? about.value?.wwe.key ?? null, request] as const;
  });
  const way = computed(() => {
    watching.version.value;
    return commands.way(...aim.value);
  });
  const goesTo = () => JSON.stringify([way.value?.wwe.key ?? null, about.value?.key ?? null]);
  const isAsked = () => askedFor.value?.draft === draft.value && askedFor.value.to === goesTo();

  /**
   * @param answer the sent call whose answer belongs to the draft; an older one would be taken for its own
   * @param wwe key of the WWE that it is for; null: the one that is meant
   * @param key of the interaction that its id means; null: whoever has it now
   */
  function fill(next: Draft, answer: string | null, wwe: string | null, key: string | null = null): void {
    batch(() => {
      bind(key);
      draft.value = next;
      bound.value = wwe;
      shown.value = answer;
      wantsCursor.value = true;
    });
  }

  /** @returns whether there was room for it */
  function keep(saved: SavedCall): boolean {
    const others = settings.settings.peek().savedCalls.filter(({ name }) => name !== saved.name);
    if (others.length >= MOST_SAVED) return false;
    settings.change({ savedCalls: [...others, saved].sort((a, b) => a.name.localeCompare(b.name)) });
    return true;
  }

  const stopTaking = effect(() => {
    const call = wanted.value;
    if (!call) return;
    const { service, parameters, raw, wwe = null, about: key = null } = call;
    untracked(() => fill(draftOf(service, parameters, raw === true ? 'list' : 'form'), null, wwe, key));
    wanted.value = null;
  });
  abort.addEventListener('abort', stopTaking);
  // Who picks a WWE means that one from then on.
  const stopPicking = wwes.picked.subscribe(() => {
    bound.value = null;
  });
  abort.addEventListener('abort', stopPicking);

  function settled(call: SentCall): SentCall {
    const outcome = commands.outcome(call.ref);
    return FINAL.has(outcome.state) ? { ...call, settled: { outcome, answer: commands.answerOf(call.ref) } } : call;
  }
  let seen = commands.version.peek();
  const stop = effect(() => {
    const { value: version } = commands.version;
    const changed = commands.changedSince(seen);
    seen = version;
    const isNews = (call: SentCall) => !call.settled && changed?.has(call.ref) !== false;
    if (changed?.size === 0) return;
    untracked(() => (history.value = history.value.map((call) => (isNews(call) ? settled(call) : call))));
  });
  abort.addEventListener('abort', stop);

  return {
    draft,
    compiled,
    allowed: computed(() => {
      watching.version.value;
      const wwe = way.value?.wwe.key ?? null;
      // Of several WWEs, nobody knows yet which one it is for.
      return wwe === null && wwes.known.value.length > 1 ? null : lastAllowed(watching.session, wwe);
    }),
    bound,
    way,
    blocked: computed(() => commands.blocked(...aim.value)),
    about,
    history,
    shown,
    wantsCursor,
    asking: computed(() => (isAsked() && compiled.value.ok ? riskOf(compiled.value.service) : null)),
    choose(service) {
      batch(() => {
        bound.value = null;
        draft.value = chooseService(draft.peek(), service);
        wantsCursor.value = true;
      });
    },
    cancel() {
      askedFor.value = null;
    },
    send(sure = false) {
      const call = compiled.peek();
      const [one, wwe, request] = aim.peek();
      if (!call.ok || untracked(() => commands.blocked(one, wwe, request)) !== null) return;
      const isSure = sure && isAsked();
      const to = way.peek();
      askedFor.value = { draft: draft.peek(), to: untracked(goesTo) };
      if (!isSure && riskOf(call.service) !== null) return;
      askedFor.value = null;
      const { service, parameters } = call;
      const ref = commands.send({ name: service, parameters, needsOrigin: true, wwe }, one);
      const known = { draft: draft.peek(), service, parameters, about: one?.key ?? null, settled: null };
      const sent = { ref, at: clock.peek(), document: to?.document ?? null, wwe: to?.wwe.key ?? null, ...known };
      history.value = [untracked(() => settled(sent)), ...history.peek()].slice(0, MOST_SENT);
      shown.value = ref;
    },
    outcome: ({ ref, settled }) => settled?.outcome ?? commands.outcome(ref),
    answerOf: ({ ref, settled }) => (settled ? settled.answer : commands.answerOf(ref)),
    again: (call) => fill(call.draft, call.ref, call.wwe, call.about),
    save(name) {
      const call = compiled.peek();
      const made = call.ok && name.trim() !== '' ? toSaved(name.trim(), draft.peek().mode, call) : null;
      return made && keep(made.saved) ? made.tokens : null;
    },
    recall: (saved) => fill(fromSaved(saved), null, null),
    forget(name) {
      settings.change({ savedCalls: settings.settings.peek().savedCalls.filter((one) => one.name !== name) });
    },
    restore: (saved) => void keep(saved),
  };
}
