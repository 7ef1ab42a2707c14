/**
 * The desk at which calls are written: the draft, what became of those that were sent, and those that were saved. Made
 * when the view is first shown (`stores/compose.ts` keeps it), so that the panel opens without it.
 */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { SessionInteraction } from '../../session/model.ts';
import type { Outcome } from '../stores/commands.ts';
import type { CallToWrite, ComposeParts } from '../stores/compose.ts';
import type { SavedCall } from '../stores/settings.ts';
import { type Allowed, lastAllowed } from './allowed.ts';
import { type Risk, riskOf } from './catalogue.ts';
import { type Compiled, chooseService, compile, type Draft, draftOf, freshDraft } from './draft.ts';
import { takesInteraction } from './fields.ts';
import { fromSaved, MOST_SAVED, toSaved } from './saved.ts';

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
  /** Once nothing more can come of it, with the whole message of the answer; null until then. */
  readonly settled: { readonly outcome: Outcome; readonly answer: unknown } | null;
}

/** See the file's head. */
export interface Desk {
  readonly draft: Signal<Draft>;
  readonly compiled: ReadonlySignal<Compiled>;
  /** What WWE said that it allows; null if nobody asked. */
  readonly allowed: ReadonlySignal<{ readonly services: Allowed; readonly t: number } | null>;
  /** The interaction that the draft is about, where its first parameter is the id of one that was seen. */
  readonly about: ReadonlySignal<SessionInteraction | undefined>;
  /** Latest first. */
  readonly history: ReadonlySignal<readonly SentCall[]>;
  /** The sent call whose answer is shown. */
  readonly shown: Signal<string | null>;
  /** A service was chosen, or the draft filled from elsewhere: the view goes to its first field, and takes this back. */
  readonly wantsCursor: Signal<boolean>;
  /** Why the draft waits for a yes before it is sent; null: it does not. A change of the draft takes the question back. */
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

/** Makes the desk; it follows what was sent until `abort`. */
export function createDesk(parts: ComposeParts, wanted: Signal<CallToWrite | null>, abort: AbortSignal): Desk {
  const { watching, commands, settings, clock } = parts;
  const draft = signal<Draft>(freshDraft(''));
  const history = signal<readonly SentCall[]>([]);
  const shown = signal<string | null>(null);
  const wantsCursor = signal(false);
  const askedFor = signal<Draft | null>(null);
  const compiled = computed(() => compile(draft.value));
  const about = computed(() => {
    watching.version.value;
    if (!compiled.value.ok) return undefined;
    const { service, parameters } = compiled.value;
    const id: unknown = Array.isArray(parameters) && takesInteraction(service) ? parameters[0] : null;
    return typeof id === 'string' ? watching.session.interactions().find((one) => one.id === id) : undefined;
  });

  /** @param answer the sent call whose answer belongs to the draft; an older one would be taken for its own */
  function fill(next: Draft, answer: string | null): void {
    batch(() => {
      draft.value = next;
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
    untracked(() => fill(draftOf(call.service, call.parameters, call.raw === true ? 'list' : 'form'), null));
    wanted.value = null;
  });
  abort.addEventListener('abort', stopTaking);

  const stop = effect(() => {
    watching.version.value;
    watching.refused.value;
    clock.value;
    const before = history.peek();
    const after = before.map((call) => {
      if (call.settled) return call;
      const outcome = commands.outcome(call.ref);
      return FINAL.has(outcome.state) ? { ...call, settled: { outcome, answer: commands.answerOf(call.ref) } } : call;
    });
    if (after.some((call, index) => call !== before[index])) history.value = after;
  });
  abort.addEventListener('abort', stop);

  return {
    draft,
    compiled,
    allowed: computed(() => {
      watching.version.value;
      return lastAllowed(watching.session);
    }),
    about,
    history,
    shown,
    wantsCursor,
    asking: computed(() =>
      askedFor.value === draft.value && compiled.value.ok ? riskOf(compiled.value.service) : null,
    ),
    choose(service) {
      batch(() => {
        draft.value = chooseService(draft.peek(), service);
        wantsCursor.value = true;
      });
    },
    cancel() {
      askedFor.value = null;
    },
    send(sure = false) {
      const call = compiled.peek();
      if (!call.ok || commands.blocked(about.peek()) !== null) return;
      const isSure = sure && askedFor.peek() === draft.peek();
      askedFor.value = draft.peek();
      if (!isSure && riskOf(call.service) !== null) return;
      askedFor.value = null;
      const { service, parameters } = call;
      const document = commands.through(about.peek());
      const ref = commands.send({ name: service, parameters, needsOrigin: true }, about.peek());
      const sent = { ref, at: clock.peek(), draft: draft.peek(), service, parameters, document, settled: null };
      history.value = [sent, ...history.peek()].slice(0, MOST_SENT);
      shown.value = ref;
    },
    outcome: ({ ref, settled }) => settled?.outcome ?? commands.outcome(ref),
    answerOf: ({ ref, settled }) => (settled ? settled.answer : commands.answerOf(ref)),
    again: (call) => fill(call.draft, call.ref),
    save(name) {
      const call = compiled.peek();
      const made = call.ok && name.trim() !== '' ? toSaved(name.trim(), draft.peek().mode, call) : null;
      return made && keep(made.saved) ? made.tokens : null;
    },
    recall: (saved) => fill(fromSaved(saved), null),
    forget(name) {
      settings.change({ savedCalls: settings.settings.peek().savedCalls.filter((one) => one.name !== name) });
    },
    restore: (saved) => void keep(saved),
  };
}
