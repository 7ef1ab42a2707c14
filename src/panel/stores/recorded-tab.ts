/** A recording in the place of a tab: nothing comes but what its file holds, and nothing can be asked of it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Session } from '../../session/api.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** Makes it. @param session as the recording made it @param off why nothing can be sent, in words @param version moves when the session is to be drawn anew */
export function createRecordedTab(
  session: Session,
  off: string,
  version: ReadonlySignal<number> = signal(0),
): InspectedTab {
  const nothing = () => {};
  return {
    session,
    off,
    version,
    connections: signal([]),
    // What is there is all that there will be: nobody is to reload a page, or to press Record.
    reach: signal({ reached: true }),
    recording: signal(true),
    refused: signal(new Map()),
    hello: nothing,
    record: nothing,
    clear: nothing,
    onFed: nothing,
    onForbidden: nothing,
    beforeForgetting: nothing,
    cleared: signal(0),
    forbid: nothing,
    navigated: nothing,
    send: nothing,
  };
}
