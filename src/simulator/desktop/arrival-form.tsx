/** A new interaction with all its details chosen by hand: whatever a scenario can let in. */
import { useSignal } from '@preact/signals';
import { INTERACTION_STATES, isInteractionState } from '../../protocol/states.ts';
import type { Arrival } from '../core/acts/act-types.ts';
import { mediumName } from './desktop-texts.ts';
import { ChoiceField, DataField, FieldForm, TextField } from './fields.tsx';
import { readRecord } from './json-text.ts';

const DIRECTIONS = ['IN', 'OUT', 'UNKNOWN'] as const;
const CALL_TYPES = ['INBOUND', 'OUTBOUND', 'INTERNAL', 'CONSULT', 'UNKNOWN'] as const;

/** The form. `selected` is the interaction whose case can be joined, if there is one. */
export function ArrivalForm({
  media,
  selected,
  arrive,
}: {
  media: readonly string[];
  selected: string | null;
  arrive: (arrival: Arrival) => void;
}) {
  const medium = useSignal('voice');
  const [party, ani, dnis] = [useSignal(''), useSignal(''), useSignal('')];
  const [direction, callType, state] = [useSignal(''), useSignal(''), useSignal('')];
  const data = useSignal('');
  const problem = useSignal<string | null>(null);
  const joins = useSignal(false);
  const submit = (): void => {
    const userData = readRecord(data.value);
    problem.value = userData.ok ? null : userData.why;
    if (!userData.ok) return;
    const way = DIRECTIONS.find((one) => one === direction.value);
    const type = CALL_TYPES.find((one) => one === callType.value);
    arrive({
      medium: medium.value,
      userData: userData.value,
      ...(party.value === '' ? {} : { party: party.value }),
      ...(ani.value === '' ? {} : { ani: ani.value }),
      ...(dnis.value === '' ? {} : { dnis: dnis.value }),
      ...(way === undefined ? {} : { direction: way }),
      ...(type === undefined ? {} : { callType: type }),
      ...(isInteractionState(state.value) ? { state: state.value } : {}),
      ...(joins.value && selected !== null ? { inCaseOf: selected } : {}),
    });
  };
  return (
    <FieldForm submit={submit}>
      <ChoiceField label="Medium" value={medium} options={media.map((one) => [one, mediumName(one)])} />
      <TextField label="Who" value={party} hint="somebody" />
      <TextField label="From number" value={ani} hint="+15550100" />
      <TextField label="To number" value={dnis} hint="5001" />
      <ChoiceField label="Direction" value={direction} options={usualOr(DIRECTIONS)} />
      <ChoiceField label="Call type" value={callType} options={usualOr(CALL_TYPES)} />
      <ChoiceField label="Appears as" value={state} options={usualOr(INTERACTION_STATES)} />
      <label class="field check">
        <input
          type="checkbox"
          checked={joins.value && selected !== null}
          disabled={selected === null}
          onChange={(event) => (joins.value = event.currentTarget.checked)}
        />
        In the selected case
      </label>
      <DataField label="User data" value={data} problem={problem} />
      <div class="form-end">
        <button type="submit" class="strong">
          Let it in
        </button>
      </div>
    </FieldForm>
  );
}

function usualOr(words: readonly string[]): readonly (readonly [string, string])[] {
  return [['', 'as usual'], ...words.map((word) => [word, word] as const)];
}
