/** The row in which a new key is typed. */

import { CloseIcon, Icon } from '../../../design/icons.tsx';
import { t } from '../../text/i18n.ts';
import { cancelCell, chooseType, commitCell, openNew, typeName, typeText } from './cell.ts';
import { Editor } from './Editor.tsx';
import type { Edits } from './edits.ts';
import type { OpenCell } from './open-cell.ts';
import type { RowActions } from './Row.tsx';
import { TypeSelect } from './TypeSelect.tsx';

interface NewRowProps {
  readonly open: Extract<OpenCell, { what: 'new' }>;
  readonly acts: RowActions;
}

/** See the file's head. */
export function NewRow({ open, acts }: NewRowProps) {
  const cancel = () => acts.edit(cancelCell);
  const aboutName = open.problem === 'empty' || open.problem === 'taken';
  const again = (name: string, text: string) => (edits: Edits) =>
    typeText(typeName(chooseType(openNew(edits), null, open.type), name), text);
  const commit = () => {
    acts.edit(commitCell);
    acts.leave(open.name, 1);
  };
  return (
    <tr data-status="added" class="userdata-row userdata-new">
      <td class="userdata-cell userdata-key">
        <Editor
          label={t('userdata_new_name')}
          open={open}
          text={open.name}
          lines={false}
          focused
          saysProblem={aboutName}
          onType={(name) => acts.edit((edits) => typeName(edits, name))}
          onCells={(cells, whole) =>
            acts.offer({ cells, back: (edits, asText) => again(asText ? whole : open.name, open.text)(edits) })
          }
          onCancel={cancel}
          onCommit={commit}
        />
      </td>
      <td class="userdata-cell userdata-value">
        <Editor
          label={t('userdata_new_value')}
          open={open}
          text={open.text}
          lines
          focused={false}
          saysProblem={!aboutName}
          onType={(text) => acts.edit((edits) => typeText(edits, text))}
          onCells={(cells, whole) =>
            acts.offer({ cells, back: (edits, asText) => again(open.name, asText ? whole : open.text)(edits) })
          }
          onCancel={cancel}
          onCommit={commit}
        />
      </td>
      <td class="userdata-cell userdata-type-cell">
        <TypeSelect
          label={t('userdata_new_type')}
          type={open.type}
          onChoose={(type) => acts.edit((edits) => chooseType(edits, null, type))}
        />
      </td>
      <td class="userdata-cell userdata-status-cell" />
      <td class="userdata-cell userdata-actions">
        <button type="button" aria-label={t('userdata_new_cancel')} title={t('userdata_new_cancel')} onClick={cancel}>
          <Icon of={CloseIcon} />
        </button>
      </td>
    </tr>
  );
}
