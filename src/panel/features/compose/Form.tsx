/** The parameters of a call as a form. */
import { t } from '../../text/i18n.ts';
import type { ComposeState } from './compose-state.ts';
import { FieldRow } from './FieldRow.tsx';
import { type Field, parametersOf } from './fields.ts';

/** Renders a field for each parameter; where nobody knows them, fields can be added. */
export function Form({ compose }: { readonly compose: ComposeState }) {
  const { fields, service } = compose.draft.value;
  const known = parametersOf(service);
  const compiled = compose.compiled.value;
  const problem = compiled.ok ? null : compiled.problem;

  function change(next: readonly Field[], hidden?: readonly unknown[]): void {
    const draft = compose.draft.peek();
    compose.draft.value = { ...draft, fields: next, hidden: hidden ?? draft.hidden, touched: true };
  }
  return (
    <div class="compose-form">
      {fields.length === 0 && <p class="note">{t('compose_no_parameters')}</p>}
      {fields.map((field, index) => {
        const parameter = known[index];
        const own = problem?.field === index ? problem : null;
        return (
          <FieldRow
            // A parameter is known by its place.
            key={`${index} ${parameter?.name}`}
            field={field}
            index={index}
            parameter={parameter}
            problem={own}
            hidden={compose.draft.value.hidden}
            onChange={(changed, hidden) => change(fields.with(index, changed), hidden)}
            onRemove={
              index >= known.length && index === fields.length - 1 ? () => change(fields.slice(0, -1)) : undefined
            }
          />
        );
      })}
      <button
        type="button"
        class={known.length > 0 ? 'button compose-add' : 'button outlined compose-add'}
        title={t('compose_add_hint')}
        onClick={() => change([...fields, { type: 'text', text: '', rows: [] }])}
      >
        {t('compose_add')}
      </button>
    </div>
  );
}
