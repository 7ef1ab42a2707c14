/** What the customer, routing or a fault does, with who and what data. */
import { useSignal } from '@preact/signals';
import type { ActOptions, Happening } from '../core/acts/act-types.ts';
import { happeningWords } from './desktop-texts.ts';
import { ChoiceField, DataField, FieldForm, TextField } from './fields.tsx';
import { readRecord } from './json-text.ts';

/** The form. `possible` is what can happen now. */
export function HappeningForm({
  medium,
  possible,
  happen,
}: {
  medium: string;
  possible: readonly Happening[];
  happen: (what: Happening, options: ActOptions) => void;
}) {
  const what = useSignal<string>(possible.includes('attachData') ? 'attachData' : (possible[0] ?? ''));
  const [party, data] = [useSignal(''), useSignal('')];
  const problem = useSignal<string | null>(null);
  const submit = (): void => {
    const userData = readRecord(data.value);
    const chosen = possible.find((one) => one === what.value);
    problem.value = userData.ok ? null : userData.why;
    if (!userData.ok || chosen === undefined) return;
    const attached = Object.keys(userData.value).length === 0 ? {} : { userData: userData.value };
    happen(chosen, { ...attached, ...(party.value === '' ? {} : { party: party.value }) });
  };
  return (
    <FieldForm submit={submit}>
      <ChoiceField label="What" value={what} options={possible.map((one) => [one, happeningWords(one, medium)])} />
      <TextField label="Who" value={party} hint="somebody" />
      <DataField label="User data" value={data} problem={problem} />
      <div class="form-end">
        <button type="submit" class="strong">
          Let it happen
        </button>
      </div>
    </FieldForm>
  );
}
