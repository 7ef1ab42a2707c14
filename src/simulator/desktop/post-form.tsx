/** Any message to a client frame, from WWE's window or from a stranger's. */
import { useSignal } from '@preact/signals';
import type { WweSimulator } from './control-types.ts';
import { ChoiceField, DataField, FieldForm } from './fields.tsx';
import { readJson } from './json-text.ts';

const SENDERS = [
  ['wwe', 'WWE’s window'],
  ['stranger', 'a window that is not WWE'],
] as const;

const EXAMPLE = '{"userAgent": "WWE Server", "protocolVersion": 2, "event": "interaction", "data": {}}';

/** The form; it stays open, as one seldom posts only once. */
export function PostForm({ control }: { control: WweSimulator }) {
  const [sender, frame, text] = [useSignal('wwe'), useSignal('frame-0'), useSignal(EXAMPLE)];
  const problem = useSignal<string | null>(null);
  const said = useSignal('');
  const keys = control.frames.map(({ key }) => key).filter((key) => key !== 'self');
  const submit = (): void => {
    said.value = '';
    const message = readJson(text.value);
    problem.value = message.ok ? null : message.why;
    if (!message.ok) return;
    if (sender.value === 'wwe') {
      if (control.postRaw(frame.value, message.value)) said.value = 'Posted.';
      else problem.value = 'There is no such frame.';
      return;
    }
    control.forge(Number(frame.value.replace('frame-', '')), message.value).then(
      () => {
        said.value = 'Posted.';
      },
      (error: unknown) => {
        problem.value = error instanceof Error ? error.message : String(error);
      },
    );
  };
  return (
    <FieldForm submit={submit}>
      <ChoiceField label="From" value={sender} options={SENDERS} />
      <ChoiceField label="To" value={frame} options={keys.map((key) => [key, key])} />
      <DataField label="Message" value={text} problem={problem} />
      <div class="form-end">
        <span class="quiet" role="status">
          {said.value}
        </span>
        <button type="submit" class="strong">
          Post
        </button>
      </div>
    </FieldForm>
  );
}
