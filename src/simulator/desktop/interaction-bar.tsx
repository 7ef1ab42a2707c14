/** One interaction on the left: what it is, its state, how long it has been in it. */
import type { Act } from '../core/acts/act-types.ts';
import type { InteractionModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { ACT_NAMES } from './act-places.ts';
import { clock, mediumName, stateTone, stateWords } from './desktop-texts.ts';
import { MediumIcon } from './icons.tsx';

/** The bar. `current`: it is shown in the middle, where its acts are. */
export function InteractionBar({
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
  const { id, medium, state, isConsultation, voice } = interaction;
  const tone = stateTone(state);
  const other = voice?.direction === 'OUT' ? voice.dnis : voice?.ani;
  return (
    <fieldset
      class={`bar ${tone}-bar${current ? ' current' : ''}${isConsultation ? ' consultation' : ''}`}
      aria-label={`Interaction ${id}`}
      data-interaction-id={id}
    >
      <button type="button" class="bar-line" aria-pressed={current} onClick={() => wwe.selectInteraction(id)}>
        <MediumIcon medium={medium} />
        <span class="bar-name">
          {isConsultation ? 'Consultation' : mediumName(medium)}
          <span class="bar-party">{isConsultation ? interaction.party : other}</span>
        </span>
        {interaction.blocked === null ? null : (
          <span class="block-mark" title={interaction.blocked}>
            blocked
          </span>
        )}
        <span class={`state ${tone}`} title={state}>
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
