/** The cases on the left, each with the bars of its interactions. */
import type { Act } from '../core/acts/kinds.ts';
import type { CaseModel, InteractionModel } from '../core/model.ts';
import type { Wwe } from '../core/wwe.ts';
import { ACT_NAMES } from './act-places.ts';
import { MediumIcon } from './icons.tsx';
import { clock, MEDIUM_NAMES, stateTone, stateWords } from './words.ts';

type Places = ReadonlyMap<string, readonly Act[]>;

/** All cases. */
export function CaseList({
  cases,
  selected,
  places,
  wwe,
}: {
  cases: readonly CaseModel[];
  selected: string | null;
  places: Places;
  wwe: Wwe;
}) {
  if (cases.length === 0) {
    return (
      <p class="nothing">
        No interactions. Press <b>New call</b>, <b>New chat</b> or <b>New email</b> to let a customer in.
      </p>
    );
  }
  return (
    <ul class="cases">
      {cases.map((one) => (
        <CaseCard key={one.id} one={one} selected={selected} places={places} wwe={wwe} />
      ))}
    </ul>
  );
}

function CaseCard({
  one,
  selected,
  places,
  wwe,
}: {
  one: CaseModel;
  selected: string | null;
  places: Places;
  wwe: Wwe;
}) {
  const main = one.interactions[0];
  return (
    <li class={one.selected ? 'case selected' : 'case'}>
      <button
        type="button"
        class="case-name"
        aria-pressed={one.selected}
        data-case-id={one.id}
        onClick={() => wwe.selectCase(one.id)}
      >
        <span class="visually-hidden">Case </span>
        {main?.party ?? one.id}
      </button>
      {one.interactions.map((interaction) => (
        <InteractionBar
          key={interaction.uuid}
          interaction={interaction}
          current={interaction.id === selected}
          acts={places.get(interaction.id) ?? []}
          wwe={wwe}
        />
      ))}
    </li>
  );
}

function InteractionBar({
  interaction,
  current,
  acts,
  wwe,
}: {
  interaction: InteractionModel;
  current: boolean;
  acts: readonly Act[];
  wwe: Wwe;
}) {
  const { id, medium, state } = interaction;
  const name = interaction.isConsultation ? 'Consultation' : MEDIUM_NAMES[medium];
  return (
    <fieldset
      class={`bar${current ? ' current' : ''}${interaction.isConsultation ? ' consultation' : ''}`}
      aria-label={`Interaction ${id}`}
      data-interaction-id={id}
    >
      <button type="button" class="bar-line" aria-pressed={current} onClick={() => wwe.selectInteraction(id)}>
        <MediumIcon medium={medium} />
        <span class="bar-name">
          {name}
          <span class="bar-party">{interaction.isConsultation ? interaction.party : interaction.voice?.ani}</span>
        </span>
        {interaction.blocked === null ? null : (
          <span class="block-mark" title={interaction.blocked}>
            blocked
          </span>
        )}
        <span class={`state ${stateTone(state)}`} title={state}>
          {stateWords(state)}
        </span>
        <time class="age">{clock(interaction.inStateMs)}</time>
      </button>
      {acts.length === 0 ? null : (
        <div class="acts">
          {acts.map((act) => (
            <button key={act} type="button" class={`act act-${act}`} onClick={() => wwe.act(act, id)}>
              {ACT_NAMES[act]}
            </button>
          ))}
        </div>
      )}
    </fieldset>
  );
}
