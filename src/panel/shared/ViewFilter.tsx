/** The filter of a view, in the panel's toolbar: saved filters are kept in the settings. */
import { type Signal, useComputed } from '@preact/signals';
import type { KnownNames } from '../filter/candidates.ts';
import { FilterBox } from '../filter/FilterBox.tsx';
import type { FilteredView, SavedFilter, Vocabulary } from '../filter/vocabulary.ts';
import { type PanelStores, usePanel } from '../stores/panel.ts';

/** The text of a view's filter, as it is typed. */
export function filterTextOf({ filter, messageFilter }: PanelStores, view: FilteredView): Signal<string> {
  return view === 'messages' ? messageFilter : filter;
}

/** Renders the filter. @param known asked when suggestions are shown */
export function ViewFilter({ words, known }: { readonly words: Vocabulary; readonly known: () => KnownNames }) {
  const stores = usePanel();
  const { settings, failures } = stores;
  const text = filterTextOf(stores, words.view);
  const { inverted, kinds } = words.view === 'messages' ? stores.messageChoice : stores.filterChoice;
  const times = useComputed(stores.times.reading).value;
  const saved = settings.settings.value.savedFilters;
  const without = ({ view, name }: SavedFilter) => saved.filter((one) => one.name !== name || one.view !== view);
  return (
    <FilterBox
      words={words}
      value={text.value}
      onInput={(next) => {
        text.value = next;
      }}
      inverted={inverted.value}
      onInvert={(next) => {
        inverted.value = next;
      }}
      kinds={kinds.value}
      onKinds={(next) => {
        kinds.value = next;
      }}
      times={times}
      onGoTo={() => {
        stores.sheet.value = 'go to';
      }}
      known={known}
      saved={saved}
      onSave={(one) => settings.change({ savedFilters: [...without(one), one] })}
      onDelete={(one) => settings.change({ savedFilters: without(one) })}
      onOther={(one) => {
        filterTextOf(stores, one.view).value = one.text;
        stores.view.value = one.view;
      }}
      onTrouble={(error) => failures.report('filter', error)}
    />
  );
}
