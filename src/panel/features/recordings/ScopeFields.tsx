/** Which part of the session goes into the file. */

import type { ExportScope } from '../../stores/choices.ts';
import { shortId } from '../../stores/interaction-texts.ts';
import { type PanelStores, usePanel } from '../../stores/panel.ts';
import { plural, t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { Choice } from './Choice.tsx';
import type { ExportStore, TypedSpan } from './export-store.ts';

/** What was chosen before the dialog was opened, in words. */
function chosenText(scope: Extract<ExportScope, { keys: unknown }>, { watching }: PanelStores): string {
  const { is, keys } = scope;
  if (is === 'messages') return plural('export_messages', keys.length);
  const one = keys.length === 1 ? watching.session.interaction(keys[0] ?? '') : undefined;
  return plural('export_interactions', keys.length, pageText(shortId(one?.id ?? '?')));
}

/** Renders the fields. */
export function ScopeFields({ store: { scope, span } }: { readonly store: ExportStore }) {
  const stores = usePanel();
  const first = stores.exportScope.value;
  const { is } = scope.value;
  const view = stores.view.value;
  const choose = (next: ExportScope) => {
    scope.value = next;
  };
  const type = (part: Partial<TypedSpan>) => {
    span.value = { ...span.peek(), ...part };
  };
  return (
    <fieldset class="export-part">
      <legend>{t('export_what')}</legend>
      <Choice name="export-scope" isChosen={is === 'all'} onChoose={() => choose({ is: 'all' })}>
        {t('export_all')}
      </Choice>
      {'keys' in first && (
        <Choice name="export-scope" isChosen={is === first.is} onChoose={() => choose(first)}>
          {chosenText(first, stores)}
        </Choice>
      )}
      {view !== 'compose' && (
        <Choice name="export-scope" isChosen={is === 'filter'} onChoose={() => choose({ is: 'filter' })}>
          {t(view === 'messages' ? 'export_filter_messages' : 'export_filter_interactions')}
        </Choice>
      )}
      <Choice name="export-scope" isChosen={is === 'span'} onChoose={() => choose({ is: 'span' })}>
        {t('export_span')}
      </Choice>
      {is === 'span' && (
        <div class="export-span">
          {(['from', 'to'] as const).map((side) => (
            <label key={side}>
              {t(`export_${side}`)}{' '}
              <input
                class="input"
                type="text"
                autocomplete="off"
                spellcheck={false}
                value={span.value[side]}
                onChange={(event) => type({ [side]: event.currentTarget.value })}
              />
            </label>
          ))}
          <p class="note">{t('export_span_note')}</p>
        </div>
      )}
      {is !== 'all' && <p class="note">{t('export_whole_messages')}</p>}
    </fieldset>
  );
}
