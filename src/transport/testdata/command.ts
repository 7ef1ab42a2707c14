/** What a panel may want sent. */
import type { Command } from '../link-messages.ts';

/** A harmless request. */
export const COMMAND: Command = {
  ref: 'wwe-devtools-x-1',
  verb: 'request',
  name: 'agent.get',
  parameters: null,
  to: null,
  origin: 'https://wwe.example.com',
};
