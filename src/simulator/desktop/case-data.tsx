/** The case data (user data) of the interaction that is shown, editable as the agent's own. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { InteractionModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { valueText } from './desktop-texts.ts';
import { Sign } from './icons.tsx';
import { readValue } from './json-text.ts';

/** The card. Give it the interaction's uuid as key: what is being typed belongs to one interaction. */
export function CaseData({ interaction, wwe }: { interaction: InteractionModel; wwe: Wwe }) {
  const { id, userData } = interaction;
  const edited = useSignal<string | null>(null);
  const refused = useSignal('');
  const write = (key: string, value: unknown): boolean => {
    const written = wwe.happen('attachData', id, { userData: { [key]: value } });
    refused.value = written ? '' : `${key} cannot be written while the interaction is ${interaction.state}.`;
    return written;
  };
  const remove = (key: string): void => {
    refused.value = wwe.deleteUserData(id, key) ? '' : `${key} is not there any more.`;
  };
  return (
    <section class="card" aria-label="Case data">
      <h2>Case data</h2>
      <ul class="case-data">
        {userData.map(([key, value]) => {
          const text = valueText(value);
          return (
            <li key={key}>
              <span class="data-key" title={key}>
                {key}
              </span>
              {edited.value === key ? (
                <ValueForm
                  label={`Value of ${key}`}
                  before={value}
                  close={() => (edited.value = null)}
                  write={(next) => write(key, next)}
                />
              ) : (
                <>
                  <span class="data-value" title={text}>
                    {text}
                  </span>
                  <button type="button" class="bare" aria-label={`Edit ${key}`} onClick={() => (edited.value = key)}>
                    <Sign of="edit" />
                  </button>
                  <button type="button" class="bare" aria-label={`Delete ${key}`} onClick={() => remove(key)}>
                    <Sign of="remove" />
                  </button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <AddForm add={write} />
      <p class="wrong" role="status">
        {refused.value}
      </p>
    </section>
  );
}

function ValueForm({
  label,
  before,
  close,
  write,
}: {
  label: string;
  before: unknown;
  close: () => void;
  write: (value: unknown) => boolean;
}) {
  const text = useSignal(valueText(before));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class="value-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (write(readValue(text.value, before))) close();
      }}
    >
      <input
        aria-label={label}
        ref={input}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
      <button type="submit">Keep value</button>
      <button type="button" onClick={close}>
        Discard
      </button>
    </form>
  );
}

function AddForm({ add }: { add: (key: string, value: string) => boolean }) {
  const [key, value] = [useSignal(''), useSignal('')];
  return (
    <form
      class="value-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.value.trim() === '' || !add(key.value.trim(), value.value)) return;
        key.value = '';
        value.value = '';
      }}
    >
      <input
        aria-label="New key"
        placeholder="Key"
        value={key.value}
        onInput={(event) => (key.value = event.currentTarget.value)}
      />
      <input
        aria-label="New value"
        placeholder="Value"
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
      <button type="submit">Add</button>
    </form>
  );
}
