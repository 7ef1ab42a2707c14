/** The control by which a person changes one setting. */
import { isRecord } from '../../core/settings/is-record.ts';
import type { Control } from '../../core/settings/setting.ts';
import { valueText } from '../desktop-texts.ts';
import { readJson } from '../json-text.ts';
import { useDraft } from './draft.ts';

/** What every control is given. */
export interface ControlProps {
  readonly name: string;
  readonly value: unknown;
  /** Ids of the setting's words and of its problem. */
  readonly describedBy: string;
  readonly invalid: boolean;
  /** Lays the value over the settings; false if it was refused. */
  readonly change: (value: unknown) => boolean;
  /** What was typed cannot be read; always false. */
  readonly refuse: (why: string) => false;
}

/** The control of that kind. */
export function SettingControl({ control, ...props }: ControlProps & { control: Control }) {
  if (control.is === 'choice') return <Choice {...props} options={control.options} />;
  if (control.is === 'switch') return <Switch {...props} />;
  if (control.is === 'number') return <Figure {...props} unit={control.unit} />;
  if (control.is === 'texts') return <Texts {...props} />;
  return control.is === 'json' ? <Json {...props} hint={control.hint} /> : <Text {...props} hint={control.hint} />;
}

function Choice({ options, ...props }: ControlProps & { options: Readonly<Record<string, string>> }) {
  const { name, value, describedBy, change } = props;
  return (
    <select
      aria-label={name}
      aria-describedby={describedBy}
      value={String(value)}
      onChange={(event) => change(event.currentTarget.value)}
    >
      {Object.entries(options).map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}

function Switch({ name, value, describedBy, change }: ControlProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        aria-label={name}
        aria-describedby={describedBy}
        checked={value === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      {value === true ? 'yes' : 'no'}
    </label>
  );
}

/** A number; a text field, so that what cannot be read stays to be seen. */
function Figure({ unit, ...props }: ControlProps & { unit: string }) {
  const draft = useDraft(String(props.value), (text) =>
    text.trim() === '' || Number.isNaN(Number(text))
      ? props.refuse('This must be a number.')
      : props.change(Number(text)),
  );
  return (
    <span class="figure">
      <input {...fieldOf(props)} inputMode="decimal" {...draft} />
      {unit}
    </span>
  );
}

function Text({ hint, ...props }: ControlProps & { hint: string }) {
  return <input {...fieldOf(props)} placeholder={hint} {...useDraft(valueText(props.value), props.change)} />;
}

function Json({ hint, ...props }: ControlProps & { hint: string }) {
  const draft = useDraft(JSON.stringify(props.value, null, 1), (text) => {
    const reading = readJson(text);
    return reading.ok ? props.change(reading.value) : props.refuse(reading.why);
  });
  const rows = Math.min(8, draft.value.split('\n').length);
  return <textarea {...fieldOf(props)} placeholder={hint} rows={rows} {...draft} />;
}

function fieldOf({ name, describedBy, invalid }: ControlProps) {
  return { 'aria-label': name, 'aria-describedby': describedBy, 'aria-invalid': invalid, spellcheck: false };
}

function Texts({ name, value, describedBy, change }: ControlProps) {
  const record = isRecord(value) ? value : {};
  return (
    <div class="texts">
      {Object.entries(record).map(([key, text]) => (
        <OneText
          key={key}
          label={`${name}: ${key}`}
          words={key}
          describedBy={describedBy}
          value={valueText(text)}
          take={(next) => change({ ...record, [key]: next })}
        />
      ))}
    </div>
  );
}

function OneText({
  label,
  words,
  describedBy,
  value,
  take,
}: {
  label: string;
  words: string;
  describedBy: string;
  value: string;
  take: (text: string) => boolean;
}) {
  return (
    <label>
      <span>{words}</span>
      <input aria-label={label} aria-describedby={describedBy} spellcheck={false} {...useDraft(value, take)} />
    </label>
  );
}
