import { defineScenario } from '../core/scenario/define.ts';
import { JO, MARIA, SAM } from './actors.ts';

/** The page blocks mark-done and does not lift the block in time. What then happens is unknown: three ways of it. */
export const markDoneBlockedTooLong = defineScenario({
  title: 'Mark done, blocked too long',
  about:
    'A page blocks the mark-done of three calls and forgets them. How the timeout begins and ends in a real WWE is not known, so each call shows another way.',
  settings: { blockTimeoutMs: 10_000, blockStart: 'block', blockEnd: 'done' },
  actors: { maria: MARIA, jo: JO, sam: SAM },
  steps: [
    { do: 'say', text: 'First: the timeout begins with the block, and lets the held-back Done through.' },
    { do: 'arrive', as: 'first', from: 'maria' },
    { after: '1s', do: 'answer', on: 'first' },
    {
      after: '1s',
      do: 'page',
      call: 'interaction.blockMarkdone',
      parameters: ['$first', 'The order form is not saved.'],
    },
    { after: '2s', do: 'release', on: 'first' },
    { after: '1s', do: 'done', on: 'first' },

    {
      at: '0:15',
      do: 'say',
      text: 'Second: the timeout begins when Done is pressed, lifts the block and forgets the Done.',
    },
    { do: 'settings', settings: { blockStart: 'done', blockEnd: 'lift' } },
    { do: 'arrive', as: 'second', from: 'jo' },
    { after: '1s', do: 'answer', on: 'second' },
    {
      after: '1s',
      do: 'page',
      call: 'interaction.blockMarkdone',
      parameters: ['$second', 'The order form is not saved.'],
    },
    { after: '2s', do: 'release', on: 'second' },
    { after: '1s', do: 'done', on: 'second' },
    { after: '11s', do: 'say', text: 'The block is gone: the agent has to press Done once more.' },
    { do: 'done', on: 'second' },

    { at: '0:35', do: 'say', text: 'Third: the timeout changes nothing. Only the page can lift the block.' },
    { do: 'settings', settings: { blockStart: 'block', blockEnd: 'stays' } },
    { do: 'arrive', as: 'third', from: 'sam' },
    { after: '1s', do: 'answer', on: 'third' },
    {
      after: '1s',
      do: 'page',
      call: 'interaction.blockMarkdone',
      parameters: ['$third', 'The order form is not saved.'],
    },
    { after: '2s', do: 'release', on: 'third' },
    { after: '1s', do: 'done', on: 'third' },
    { after: '15s', do: 'say', text: 'At last the page has its form, and lifts the block.' },
    { do: 'page', call: 'interaction.unblockMarkdone', parameters: ['$third'] },
    { after: '1s', do: 'say', text: 'All three are done.' },
  ],
});
