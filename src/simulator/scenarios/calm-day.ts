import { defineScenario } from '../core/scenario/define.ts';
import { JO, KIM, MARIA, ROBIN, SAM } from './actors.ts';

/** A desk in mid-morning, with something of everything; then an hour in which those whom nobody answers give up. */
export const calmDay = defineScenario({
  title: 'A calm day',
  about:
    'A ringing call, a chat in hand, an e-mail on offer, a call on hold with a consultation, a call whose form is missing. Then somebody new every few moments for an hour; whom nobody answers gives up.',
  actors: { maria: MARIA, kim: KIM, jo: JO, robin: ROBIN, sam: SAM },
  steps: [
    { do: 'say', text: 'Mid-morning: a call whose order form is missing, a chat in hand, an e-mail on offer.' },
    // The demo page blocks the mark-done of what asks for a form by itself.
    {
      do: 'arrive',
      as: 'form',
      from: 'maria',
      userData: { FormRequired: 'yes', OrderCount: 1, CustomerSegment: 'Silver' },
    },
    { do: 'answer', on: 'form' },
    { do: 'arrive', as: 'chat', from: 'kim', medium: 'chat', userData: { ServiceType: 'Returns' } },
    { do: 'accept', on: 'chat' },
    {
      do: 'arrive',
      as: 'mail',
      from: 'jo',
      medium: 'email',
      userData: { Subject: 'Where is my parcel?', Priority: 5 },
    },
    { after: '400ms', do: 'release', on: 'form' },
    { do: 'arrive', as: 'held', from: 'robin' },
    { do: 'answer', on: 'held' },
    { do: 'consult', on: 'held', as: 'consultation', target: { destination: '5002', kind: 'AGENT' } },
    { after: '500ms', do: 'arrive', as: 'ringing', from: 'sam' },

    { at: '0:20', do: 'say', text: 'From now on somebody new every few moments. Whom nobody answers gives up.' },
    { at: '0:20', every: '1:00', times: 60, do: 'arrive', as: 'call{n}' },
    { at: '0:36', every: '1:00', times: 60, do: 'partyLeaves', on: 'call{n}', onlyIn: 'RINGING' },
    { at: '0:37', every: '1:00', times: 60, do: 'done', on: 'call{n}', onlyIn: 'IDLE' },
    { at: '0:40', every: '1:00', times: 60, do: 'arrive', as: 'chat{n}', medium: 'chat' },
    { at: '0:56', every: '1:00', times: 60, do: 'revoke', on: 'chat{n}', onlyIn: 'INVITED' },
    { at: '1:00', every: '2:00', times: 30, do: 'arrive', as: 'mail{n}', medium: 'email' },
    { at: '1:16', every: '2:00', times: 30, do: 'revoke', on: 'mail{n}', onlyIn: 'INVITED' },
    { at: '2:00', every: '2:00', times: 30, do: 'arrive', as: 'task{n}', medium: 'workitem' },
    { at: '2:16', every: '2:00', times: 30, do: 'revoke', on: 'task{n}', onlyIn: 'INVITED' },
    { at: '1:01:00', do: 'say', text: 'The hour is over.' },
  ],
});
