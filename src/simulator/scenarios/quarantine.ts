import { defineScenario } from '../core/scenario/define.ts';
import { SAM } from './actors.ts';

/** A page that asks too often: WWE falls silent for half a minute, then answers again. */
export const quarantine = defineScenario({
  title: 'A quarantine',
  about:
    'The page asks once a second where ten requests a minute are allowed. WWE ignores it for 30 s: each request ends as a timeout. Then it answers again.',
  settings: { rateLimit: 10, quarantineMs: 30_000, quarantineEvents: 'continue' },
  actors: { sam: SAM },
  steps: [
    { do: 'say', text: 'Ten requests a minute are allowed. The page asks once a second.' },
    { after: '1s', every: '1s', times: 15, do: 'page', call: 'interaction.getInteractions' },
    { at: '0:16', do: 'say', text: 'Quarantine: WWE ignores every request. A call rings all the same.' },
    { at: '0:20', do: 'arrive', as: 'call', from: 'sam' },
    { at: '0:22', do: 'answer', on: 'call' },
    { at: '0:25', do: 'page', call: 'interaction.getByInteractionId', parameters: ['$call'] },
    { at: '0:30', do: 'page', call: 'agent.get' },
    { at: '1:20', do: 'say', text: 'The quarantine is over: WWE answers again.' },
    { at: '1:21', do: 'page', call: 'interaction.getByInteractionId', parameters: ['$call'] },
    { after: '2s', do: 'release', on: 'call' },
    { after: '2s', do: 'done', on: 'call' },
  ],
});
