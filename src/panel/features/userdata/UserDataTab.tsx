/** The user data of the chosen interaction, editable. */
import type { SessionInteraction } from '../../../session/model.ts';
import { mediumOf } from '../../stores/interaction-texts.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { useEdits } from './edits-store.ts';
import { UserDataGrid } from './UserDataGrid.tsx';

/**
 * Why the API forbids writing to this interaction now; null where it does not (docs/protocol.md#interaction-services).
 */
function forbidden(one: SessionInteraction): string | null {
  if (one.ended) return t('userdata_forbidden_ended');
  return mediumOf(one) === 'voice' && one.interaction.state === 'IDLE' ? t('userdata_forbidden_idle') : null;
}

/** Renders the tab. */
export function UserDataTab({ one }: { readonly one: SessionInteraction }) {
  const { commands, copy } = usePanel();
  const edits = useEdits();
  return (
    <UserDataGrid
      key={one.key}
      edits={edits.of(one)}
      interactionId={one.id}
      disabledReason={forbidden(one) ?? commands.blocked(one)}
      onEdit={(change) => edits.change(one, change(edits.of(one)))}
      onApply={() => edits.apply(one)}
      onCheck={() => edits.check(one)}
      onCopy={copy}
    />
  );
}
