/** The dialogs of client pages: a page each, which is a client of WWE too (docs/protocol.md#system-services). */
import { useEffect } from 'preact/hooks';
import type { Dialog } from '../core/shell/shell-types.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import type { ClientFrames } from './client-frames.ts';
import { Sign } from './icons.tsx';
import { cssValue, type Supports } from './shell-safe.ts';

/** What dialogs report of their pages. */
export type DialogFrames = Pick<ClientFrames, 'dialogMounted' | 'dialogLoaded' | 'dialogGone'>;

interface Parts {
  readonly wwe: Wwe;
  readonly clients: DialogFrames;
  readonly supports: Supports;
}

/** The dialogs, over one another. */
export function PageDialogs({ dialogs, ...parts }: Parts & { dialogs: readonly Dialog[] }) {
  return (
    <div class="page-dialogs">
      {dialogs.map((dialog) => (
        <PageDialog key={dialog.id} dialog={dialog} {...parts} />
      ))}
    </div>
  );
}

function PageDialog({ dialog: { id, url, label, ...size }, wwe, clients, supports }: Parts & { dialog: Dialog }) {
  useEffect(() => () => clients.dialogGone(id), []);
  const width = cssValue('width', size.width, supports);
  const height = cssValue('height', size.height, supports);
  const name = label === '' ? id : label;
  return (
    <dialog
      class="page-dialog"
      open
      aria-label={name}
      style={{ ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') wwe.closeDialog(id);
      }}
    >
      <div class="dialog-head">
        <h2>{name}</h2>
        <button type="button" class="bare" aria-label={`Close dialog ${id}`} onClick={() => wwe.closeDialog(id)}>
          <Sign of="close" />
        </button>
      </div>
      <iframe
        title={name}
        src={url}
        ref={(element) => {
          if (element !== null) clients.dialogMounted(id, url, element);
        }}
        onLoad={() => clients.dialogLoaded(id)}
      />
    </dialog>
  );
}
