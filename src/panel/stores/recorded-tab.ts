/** A recording in the place of a tab: its session is complete, and nothing can be asked of it. */
import { signal } from '@preact/signals';
import type { Session } from '../../session/api.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** Makes it. @param session as the recording made it @param off why nothing can be sent, in words */
export function createRecordedTab(session: Session, off: string): InspectedTab {
  const nothing = () => {};
  return {
    session,
    off,
    version: signal(0),
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
