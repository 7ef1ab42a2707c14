/** The filter of the Messages view, in the panel's toolbar. */

import { MESSAGE_WORDS } from '../../filter/vocabulary.ts';
import { ViewFilter } from '../../shared/ViewFilter.tsx';
import { usePanel } from '../../stores/panel.ts';
import { knownNames } from './known-names.ts';

/** Renders the filter. */
export function ToolbarFilter() {
  const { watching } = usePanel();
  return <ViewFilter words={MESSAGE_WORDS} known={() => knownNames(watching.session)} />;
}
