/** The type of a value, to choose. */
import { t } from '../../text/i18n.ts';
import type { FieldType } from './fields.ts';

interface TypeMenuProps<Type extends FieldType> {
  readonly label: string;
  readonly types: readonly Type[];
  readonly type: Type;
  readonly onChoose: (type: Type) => void;
}

/** Renders the menu. */
export function TypeMenu<Type extends FieldType>({ label, types, type, onChoose }: TypeMenuProps<Type>) {
  return (
    <select
      class="input compose-type"
      aria-label={label}
      value={type}
      onChange={(event) => {
        const chosen = types.find((one) => one === event.currentTarget.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {types.map((one) => (
        <option key={one} value={one}>
          {t(`compose_type_${one}`)}
        </option>
      ))}
    </select>
  );
}
