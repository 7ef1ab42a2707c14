/** The type of a value, switchable. */

import { ownKeys } from '../../ui/keys.ts';
import { typeText } from './key-texts.ts';
import { isValueType, VALUE_TYPES, type ValueType } from './parse.ts';

interface TypeSelectProps {
  readonly label: string;
  readonly type: ValueType | 'other';
  readonly disabled?: boolean;
  readonly tabIndex?: number;
  readonly onChoose: (type: ValueType) => void;
}

/** See the file's head. */
export function TypeSelect({ label, type, disabled = false, tabIndex = 0, onChoose }: TypeSelectProps) {
  const types = type === 'other' ? (['other', ...VALUE_TYPES] as const) : VALUE_TYPES;
  return (
    <select
      class="userdata-type"
      aria-label={label}
      value={type}
      disabled={disabled}
      tabIndex={tabIndex}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        // The state decides what the menu shows: a value that could not be converted keeps its type.
        event.currentTarget.value = type;
        if (isValueType(chosen)) onChoose(chosen);
      }}
      onKeyDown={ownKeys((event) => {
        if (!['Tab', 'ArrowLeft', 'ArrowRight', 'Escape'].includes(event.key)) event.stopPropagation();
      })}
    >
      {types.map((choice) => (
        <option key={choice} value={choice}>
          {typeText(choice)}
        </option>
      ))}
    </select>
  );
}
