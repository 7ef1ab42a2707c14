/** One parameter in the form: its name, its type, its value. */

import { CloseIcon, Icon } from '../../../design/icons.tsx';
import type { Parameter } from '../../../protocol/service.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { placeText, problemText } from './call-texts.ts';
import type { DraftProblem } from './draft.ts';
import { type Field, type FieldType, namedKeys, pickFrom, retype, SIMPLE_TYPES } from './fields.ts';
import { KeyGrid } from './KeyGrid.tsx';
import { PickedText } from './PickedText.tsx';
import { typeOfPicked } from './picked.ts';
import { TypeMenu } from './TypeMenu.tsx';
import { ValueControl } from './ValueControl.tsx';

interface FieldRowProps {
  readonly field: Field;
  readonly index: number;
  readonly parameter: Parameter | undefined;
  readonly problem: DraftProblem | null;
  readonly hidden: readonly unknown[];
  readonly onChange: (field: Field, hidden?: readonly unknown[]) => void;
  readonly onRemove: (() => void) | undefined;
}

/** Renders the parameter. */
export function FieldRow({ field, index, parameter, problem, hidden, onChange, onRemove }: FieldRowProps) {
  const name = parameter?.name ?? t('compose_parameter', index + 1);
  const id = `compose-field-${index}`;
  const stores = usePanel();
  const isPicked = parameter !== undefined && pickFrom(parameter) === 'interactions';
  const types: readonly FieldType[] = [
    ...SIMPLE_TYPES,
    'keys',
    ...(field.type === 'absent' ? ['absent' as const] : []),
  ];
  return (
    <fieldset class="compose-field" aria-label={name}>
      <div class="compose-field-head">
        <label
          // A button would take the name of its label for its own, and a click on the label for one on itself.
          for={field.type === 'keys' ? undefined : id}
          class="mono"
        >
          {name}
        </label>
        {parameter && (
          <span class="note">{parameter.optional ? t('compose_optional', parameter.type) : parameter.type}</span>
        )}
      </div>
      {field.type === 'keys' ? (
        <KeyGrid
          id={id}
          name={name}
          rows={field.rows}
          suggested={namedKeys(parameter)}
          wrongRow={problem?.row ?? null}
          hidden={hidden}
          onChange={(rows) => onChange({ ...field, rows })}
        />
      ) : (
        <>
          <ValueControl
            id={id}
            label={name}
            type={field.type}
            text={field.text}
            parameter={parameter}
            isWrong={problem !== null}
            onType={(text) =>
              onChange({ ...field, text, type: isPicked ? typeOfPicked(stores, text, field.type) : field.type })
            }
          />
          {parameter && (field.type === 'text' || field.type === 'number') && (
            <PickedText parameter={parameter} text={field.text} />
          )}
        </>
      )}
      <div class="compose-field-type">
        <TypeMenu
          label={t('compose_type_of', name)}
          types={types}
          type={field.type}
          onChoose={(type) => {
            const next = [...hidden];
            onChange(retype(field, type, next), next);
          }}
        />
        {onRemove && (
          <button type="button" class="button" aria-label={t('compose_remove', name)} onClick={onRemove}>
            <Icon of={CloseIcon} />
          </button>
        )}
      </div>
      {problem && (
        <p class="compose-problem" id={`${id}-problem`}>
          {field.text.includes('\n') && <strong>{placeText(field.text, problem)} </strong>}
          {problemText(problem)}
        </p>
      )}
    </fieldset>
  );
}
