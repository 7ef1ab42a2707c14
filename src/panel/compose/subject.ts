/**
 * The interaction that a draft is about: the one that its id meant when it was written. WWE may be loaded anew before it is
 * sent, and give the id to another: that one nobody has meant.
 */
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { readId } from '../../protocol/read.ts';
import type { SessionInteraction } from '../../session/model.ts';
import type { ComposeParts } from '../stores/compose.ts';
import type { Compiled } from './draft.ts';
import { takesInteraction } from './fields.ts';

/** The subject of a draft. */
export interface Subject {
  readonly about: ReadonlySignal<SessionInteraction | undefined>;
  /** The next draft is about that one. @param key null: about whoever its id means then */
  bind(key: string | null): void;
}

/** Follows the draft and the session until `abort`. */
export function followSubject(
  { watching, commands }: Pick<ComposeParts, 'watching' | 'commands'>,
  compiled: ReadonlySignal<Compiled>,
  bound: ReadonlySignal<string | null>,
  abort: AbortSignal,
): Subject {
  /** The one that the id was first seen to mean; as it was then, should it be forgotten. */
  const meant = signal<{ readonly id: string; readonly one: SessionInteraction } | null>(null);
  const wanted = signal<{ readonly key: string | null }>({ key: null });
  let taken = wanted.peek();

  const idOf = computed(() => {
    if (!compiled.value.ok) return null;
    const { service, parameters } = compiled.value;
    return Array.isArray(parameters) && takesInteraction(service) ? readId(parameters[0]) : null;
  });
  const wweOf = computed(() => bound.value ?? commands.way()?.wwe.key);

  /** Whom an id means now; where nobody has it now, who had it last. */
  function holderOf(id: string): SessionInteraction | undefined {
    const all = watching.session.ids.named(id).toSorted((a, b) => b.lastSeen - a.lastSeen);
    const [first, ...others] = all;
    const wwe = wweOf.value;
    // Of several WWEs, only of the one that gets it; while nobody knows which that is, only what has that id alone.
    if (wwe === undefined && !others.every((one) => one.wwe.key === first?.wwe.key)) return undefined;
    const own = all.filter((one) => wwe === undefined || one.wwe.key === wwe);
    return own.find(({ known }) => known.some((one) => one.id === id)) ?? own[0];
  }

  const stop = effect(() => {
    watching.version.value;
    const id = idOf.value;
    const wwe = wweOf.value;
    const { value: wish } = wanted;
    const before = wish === taken ? meant.peek() : null;
    if (id === null) return;
    const isElsewhere = before !== null && wwe !== undefined && before.one.wwe.key !== wwe;
    if (before?.id === id && !isElsewhere) return;
    const one = (wish !== taken && wish.key !== null && watching.session.interaction(wish.key)) || holderOf(id);
    taken = wish;
    untracked(() => (meant.value = one ? { id, one } : null));
  });
  abort.addEventListener('abort', stop);

  return {
    about: computed(() => {
      watching.version.value;
      const { value: known } = meant;
      if (known === null || known.id !== idOf.value) return undefined;
      return withId(watching.session.interaction(known.one.key) ?? known.one, known.id);
    }),
    bind(key) {
      wanted.value = { key };
    },
  };
}

/** The interaction, with an id that it had: the session may have forgotten that, and not the interaction itself. */
function withId(one: SessionInteraction, id: string): SessionInteraction {
  return one.id === id || one.formerIds.includes(id) ? one : { ...one, formerIds: [...one.formerIds, id] };
}
