import { defineScenario } from '../core/scenario/define.ts';
import { KIM, ROBIN } from './actors.ts';

/** Transfers that fail in each way that there is, and one that succeeds at last. */
export const transferGoneWrong = defineScenario({
  title: 'A transfer gone wrong',
  about:
    'A chat’s transfer ends in an error, then comes back, then succeeds. A colleague hangs up in mid-consultation; the second consultation ends in a transfer.',
  settings: { stepMs: 1500, transferOutcome: 'error', farEndAnswersMs: 2000 },
  actors: { kim: KIM, robin: ROBIN },
  steps: [
    { do: 'say', text: 'A chat is to be handed over. The first transfer fails.' },
    { do: 'arrive', as: 'chat', from: 'kim', medium: 'chat' },
    { after: '1s', do: 'accept', on: 'chat' },
    // Joining takes three steps.
    { after: '6s', do: 'transfer', on: 'chat', target: { destination: 'Returns', kind: 'SKILL' } },
    { after: '4s', do: 'say', text: 'ERROR: the agent takes the chat back, and tries once more.' },
    { do: 'recover', on: 'chat' },
    { do: 'settings', settings: { transferOutcome: 'back' } },
    { after: '6s', do: 'transfer', on: 'chat', target: { destination: 'E1002', kind: 'AGENT' } },
    {
      after: '4s',
      do: 'say',
      text: 'Nobody took it: the chat is back with the agent. The third transfer goes through.',
    },
    { do: 'settings', settings: { transferOutcome: 'completed' } },
    { after: '6s', do: 'transfer', on: 'chat', target: { destination: 'Returns', kind: 'INTERACTION_QUEUE' } },

    { after: '4s', do: 'say', text: 'A call: the agent consults a colleague, who hangs up.' },
    { do: 'arrive', as: 'call', from: 'robin' },
    { after: '2s', do: 'answer', on: 'call' },
    { after: '3s', do: 'consult', on: 'call', as: 'first', target: { destination: '5002', kind: 'AGENT' } },
    { after: '5s', do: 'partyLeaves', on: 'first' },
    { after: '1s', do: 'done', on: 'first' },
    { do: 'resume', on: 'call' },
    { after: '3s', do: 'say', text: 'The second colleague takes the call over.' },
    { do: 'consult', on: 'call', as: 'second', target: { destination: '5003', kind: 'AGENT' } },
    { after: '5s', do: 'completeTransfer', on: 'second' },
    { after: '2s', do: 'done', on: 'second' },
    { do: 'done', on: 'call' },
  ],
});
