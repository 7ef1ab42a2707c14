/** WWE's warnings: Done was pressed on an interaction that a page holds back (docs/protocol.md#blocking-mark-done). */
import type { ReadonlySignal } from '@preact/signals';
import type { DeskModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';

/** The warnings, over the case. */
export function Warnings({ model, wwe }: { model: ReadonlySignal<DeskModel>; wwe: Wwe }) {
  return (
    <div class="warnings">
      {model.value.warnings.map(({ interactionId, party, message }) => (
        <div
          key={interactionId}
          role="alertdialog"
          class="warning"
          aria-label={`Interaction ${interactionId} cannot be marked done yet`}
        >
          <h2>Not done yet</h2>
          <p class="quiet">
            {party}, interaction {interactionId}
          </p>
          <p class="warning-text">{message}</p>
          <div class="form-end">
            <button type="button" onClick={() => wwe.dismissWarning(interactionId)}>
              Close
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
