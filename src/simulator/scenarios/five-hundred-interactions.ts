import { defineScenario } from '../core/scenario/define.ts';

/** More than anybody can handle: for lists, search and speed. */
export const fiveHundredInteractions = defineScenario({
  title: '500 interactions',
  about: 'Within half a minute 200 calls, 150 chats, 100 e-mails and 50 workitems are on one desk. Then they go away.',
  steps: [
    { do: 'say', text: '500 interactions within half a minute.' },
    {
      at: 0,
      every: '150ms',
      times: 200,
      do: 'arrive',
      as: 'call{n}',
      userData: { CustomerSegment: 'Gold', Queue: 'Line {n}' },
    },
    { at: '25ms', every: '200ms', times: 150, do: 'arrive', as: 'chat{n}', medium: 'chat' },
    {
      at: '50ms',
      every: '300ms',
      times: 100,
      do: 'arrive',
      as: 'mail{n}',
      medium: 'email',
      userData: { Subject: 'Order {n}' },
    },
    { at: '75ms', every: '600ms', times: 50, do: 'arrive', as: 'task{n}', medium: 'workitem' },
    { at: '0:31', do: 'say', text: 'All are there. Every kind is taken in hand in turn.' },
    { at: '0:32', every: '100ms', times: 50, do: 'accept', on: 'chat{n}' },
    { at: '0:32', every: '100ms', times: 50, do: 'accept', on: 'task{n}' },
    { at: '0:40', do: 'say', text: 'The calls give up, the rest is taken back.' },
    { at: '0:40', every: '50ms', times: 200, do: 'partyLeaves', on: 'call{n}' },
    { at: '0:41', every: '50ms', times: 200, do: 'done', on: 'call{n}' },
    { at: '0:52', every: '50ms', times: 50, do: 'release', on: 'chat{n}' },
    { at: '0:53', every: '50ms', times: 50, do: 'done', on: 'chat{n}' },
    { at: '0:56', every: '50ms', times: 100, do: 'revoke', on: 'mail{n}' },
    { at: '1:01', every: '50ms', times: 50, do: 'done', on: 'task{n}' },
    { at: '1:05', do: 'say', text: '100 chats are left: enough to look at.' },
  ],
});
