/** Whom consultations, transfers and conferences go to (docs/protocol.md#interaction-services). */
import { useSignal } from '@preact/signals';
import type { Target } from '../core/acts/act-types.ts';
import { ChoiceField, DataField, FieldForm, TextField } from './fields.tsx';
import { readRecord } from './json-text.ts';

/** Whom the acts go to (null: any colleague), and what goes along. */
export interface Aim {
  readonly target: Target | null;
  readonly userData: Readonly<Record<string, unknown>>;
}

/** The kinds of target that are documented, each with an invented example. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['AGENT', 'lee.colleague'],
  ['AGENT_GROUP', 'Billing'],
  ['SKILL', 'English'],
  ['INTERACTION_QUEUE', 'Second level'],
  ['ROUTING_POINT', '8001'],
  ['CUSTOM_CONTACT', '5002'],
]);

/** The form. An empty destination is the kind's example. */
export function TargetForm({ aim, choose }: { aim: Aim; choose: (aim: Aim) => void }) {
  const kind = useSignal(aim.target?.kind ?? 'AGENT');
  const destination = useSignal(aim.target?.destination ?? '');
  const data = useSignal(Object.keys(aim.userData).length === 0 ? '' : JSON.stringify(aim.userData));
  const problem = useSignal<string | null>(null);
  const example = KINDS.get(kind.value) ?? '';
  const submit = (): void => {
    const userData = readRecord(data.value);
    problem.value = userData.ok ? null : userData.why;
    if (!userData.ok) return;
    const target = { kind: kind.value, destination: destination.value.trim() || example };
    choose({ target, userData: userData.value });
  };
  return (
    <FieldForm submit={submit}>
      <ChoiceField label="Kind" value={kind} options={[...KINDS.keys()].map((one) => [one, one])} />
      <TextField label="Destination" value={destination} hint={example} />
      <DataField label="Attached for it" value={data} problem={problem} />
      <div class="form-end">
        <button type="button" onClick={() => choose({ target: null, userData: {} })}>
          Any colleague
        </button>
        <button type="submit" class="strong">
          Use this
        </button>
      </div>
    </FieldForm>
  );
}
