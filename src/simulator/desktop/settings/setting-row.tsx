/** One setting in the drawer: what it decides, its value, where the question comes from, its default. */
import { useSignal } from '@preact/signals';
import type { Control, Setting } from '../../core/settings/setting.ts';
import type { SettingsResult } from '../../core/settings/settings-patch.ts';
import { valueText } from '../desktop-texts.ts';
import { SettingControl } from './control.tsx';

/** Characters of a default that are shown. */
const MOST = 80;

/** The row. */
export function SettingRow({
  name,
  setting: { control, words, source, initial },
  value,
  changed,
  configure,
}: {
  name: string;
  setting: Setting<unknown>;
  value: unknown;
  changed: boolean;
  configure: (patch: unknown) => SettingsResult;
}) {
  const problem = useSignal<string | null>(null);
  /** Counted up by a reset, which drops what is half typed. */
  const resets = useSignal(0);
  const lay = (next: unknown): boolean => {
    const result = configure({ [name]: next });
    problem.value = result.ok ? null : result.problems.join(' ');
    return result.ok;
  };
  const refuse = (why: string): false => {
    problem.value = why;
    return false;
  };
  const reset = (): void => {
    lay(initial);
    resets.value += 1;
  };
  const wordsId = `setting-${name}-words`;
  const wrongId = `setting-${name}-wrong`;
  return (
    <li class={changed ? 'setting changed' : 'setting'} data-setting={name}>
      <div class="setting-head">
        <code>{name}</code>
        {changed ? <span class="mark">changed</span> : null}
        <span class="space" />
        <span class="source" title={`Where the question comes from: ${source.replaceAll('#', 'docs/protocol.md#')}`}>
          {sourceWords(source)}
        </span>
      </div>
      <p id={wordsId}>{words}</p>
      <SettingControl
        key={resets.value}
        name={name}
        control={control}
        value={value}
        describedBy={problem.value === null ? wordsId : `${wordsId} ${wrongId}`}
        invalid={problem.value !== null}
        change={lay}
        refuse={refuse}
      />
      {problem.value === null ? null : (
        <p class="wrong" id={wrongId} role="alert">
          {problem.value}
        </p>
      )}
      {changed || problem.value !== null ? (
        <p class="default">
          <span>Default: {defaultWords(control, initial)}</span>
          <button type="button" aria-label={`Reset ${name}`} onClick={reset}>
            Reset
          </button>
        </p>
      ) : null}
    </li>
  );
}

/** Where the question comes from, in words: the first of its anchors. */
export function sourceWords(source: string): string {
  if (source === 'ours') return 'the simulator’s own';
  const [first = ''] = source.split(', ');
  const words = first.slice(1).replaceAll('-', ' ');
  if (words.startsWith('unknown ')) return words.replace('unknown ', 'not documented: ');
  return words.startsWith('simulator ') ? words.replace('simulator ', 'simulator: ') : `protocol: ${words}`;
}

function defaultWords(control: Control, initial: unknown): string {
  const text = valueText(initial);
  if (control.is === 'choice') return control.options[text] ?? text;
  if (control.is === 'switch') return initial === true ? 'yes' : 'no';
  if (control.is === 'number') return `${text} ${control.unit}`;
  if (text === '') return 'empty';
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
