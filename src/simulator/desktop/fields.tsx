/** Fields of the small forms. */
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A form whose last line is its buttons. */
export function FieldForm({ submit, children }: { submit: () => void; children: ComponentChildren }) {
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {children}
    </form>
  );
}

/** A line of text with its label. */
export function TextField({ label, value, hint }: { label: string; value: Signal<string>; hint: string }) {
  return (
    <label class="field">
      <span>{label}</span>
      <input value={value.value} placeholder={hint} onInput={(event) => (value.value = event.currentTarget.value)} />
    </label>
  );
}

/** One of some words. */
export function ChoiceField({
  label,
  value,
  options,
}: {
  label: string;
  value: Signal<string>;
  options: readonly (readonly [value: string, words: string])[];
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value.value} onChange={(event) => (value.value = event.currentTarget.value)}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Keys and values as JSON; what is wrong with them is said below. */
export function DataField({
  label,
  value,
  problem,
}: {
  label: string;
  value: Signal<string>;
  problem: Signal<string | null>;
}) {
  const id = useId();
  const text = problem.value;
  return (
    <div class="field wide">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        spellcheck={false}
        placeholder='{"Segment": "Gold"}'
        value={value.value}
        aria-invalid={text !== null}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
      {text === null ? null : (
        <p class="wrong" role="alert">
          {text}
        </p>
      )}
    </div>
  );
}
