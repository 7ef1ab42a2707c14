/** The short meanings of states and properties, in the user's language. */
import type { PropertyName } from '../../../protocol/properties.ts';
import { isInteractionState } from '../../../protocol/states.ts';
import { t } from '../../text/i18n.ts';

/** What a documented state means (docs/protocol.md#states); null for any other. */
export function explainState(state: unknown): string | null {
  return isInteractionState(state) ? t(`state_${state}`) : null;
}

/** What a documented property means (docs/protocol.md#interaction-object). */
export function explainProperty(name: PropertyName): string {
  return t(`property_${name}`);
}
