import { defineScenario } from '../core/scenario/define.ts';
import { KIM, ROBIN } from './actors.ts';

/** WWE is reloaded while the agent talks: the ids are given out anew, to other contacts; the UUIDs are the same. */
export const reloadInMidCall = defineScenario({
  title: 'A reload in mid-call',
  about:
    'The agent talks, with a call on hold and a chat beside it, and WWE is reloaded. Interactions have the same UUIDs and other ids, which others had before; the page’s block of mark-done is gone. Later the page alone is reloaded.',
  actors: { robin: ROBIN, kim: KIM },
  steps: [
    { do: 'say', text: 'A short call. Then a call with a consultation, and a chat.' },
    { do: 'arrive', as: 'short', from: 'kim' },
    { after: '1s', do: 'answer', on: 'short' },
    { after: '1s', do: 'release', on: 'short' },
    { do: 'done', on: 'short' },
    { do: 'arrive', as: 'chat', from: 'kim', medium: 'chat' },
    { after: '1s', do: 'accept', on: 'chat' },
    { after: '2s', do: 'arrive', as: 'call', from: 'robin' },
    { after: '1s', do: 'answer', on: 'call' },
    { do: 'page', call: 'interaction.blockMarkdone', parameters: ['$call', 'The note is missing.'] },
    { after: '2s', do: 'consult', on: 'call', as: 'consultation', target: { destination: '5002', kind: 'AGENT' } },
    { after: '4s', do: 'say', text: 'WWE is reloaded. The page is loaded with it and asks what is there.' },
    { do: 'refresh' },
    { after: '3s', do: 'page', call: 'interaction.getInteractions' },
    { after: '2s', do: 'say', text: 'The same call goes on under a new id. The block of its mark-done is gone.' },
    { do: 'completeConference', on: 'consultation' },
    { after: '3s', do: 'say', text: 'Now the page alone is loaded anew, and the ids stay.' },
    { do: 'reloadPage' },
    { after: '3s', do: 'page', call: 'interaction.getByInteractionId', parameters: ['$call'] },
    { after: '2s', do: 'release', on: 'call' },
    { after: '1s', do: 'done', on: 'consultation' },
    { do: 'done', on: 'call' },
    { after: '1s', do: 'release', on: 'chat' },
    { do: 'done', on: 'chat' },
  ],
});
