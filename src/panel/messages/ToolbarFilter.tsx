/** The filter of the Messages view, in the panel's toolbar: saved filters are kept in the settings. */
import { FilterBox } from '../filter/FilterBox.tsx';
import { usePanel } from '../stores/panel.ts';
import { knownNames } from './known-names.ts';

/** Renders the filter. */
export function ToolbarFilter() {
  const { watching, messageFilter, settings, failures } = usePanel();
  const saved = settings.settings.value.savedFilters;
  const without = (name: string) => saved.filter((one) => one.name !== name);
  return (
    <FilterBox
      value={messageFilter.value}
      onInput={(text) => {
        messageFilter.value = text;
      }}
      known={() => knownNames(watching.session)}
      saved={saved}
      onSave={(name, text) => settings.change({ savedFilters: [...without(name), { name, text }] })}
      onDelete={(name) => settings.change({ savedFilters: without(name) })}
      onTrouble={(error) => failures.report('filter', error)}
    />
  );
}
