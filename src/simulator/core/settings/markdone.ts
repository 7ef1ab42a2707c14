/**
 * Marking done and blocking it (docs/protocol.md#blocking-mark-done, docs/protocol.md#unknown-mark-done-blocks,
 * docs/protocol.md#unknown-block-timeout).
 */
import { choice, ms, onOff } from './setting-types.ts';

export const MARK_DONE = {
  blockTimeoutMs: ms(300_000, '#unknown-block-timeout', 'service-client-api.block-markdone-timeout.', 1),
  blockStart: choice(
    'block',
    { block: 'blockMarkdone', done: 'the agent’s pressing Done' },
    '#unknown-mark-done-blocks, #simulator-mark-done-blocks',
    'What starts the timeout.',
  ),
  blockEnd: choice(
    'done',
    {
      done: 'lifts the block and lets a held-back Done through',
      lift: 'lifts the block and forgets a held-back Done',
      stays: 'nothing',
    },
    '#unknown-mark-done-blocks, #simulator-mark-done-blocks',
    'What the end of the timeout does.',
  ),
  secondBlock: choice(
    'replaces',
    { replaces: 'replaces warning and timer', ignored: 'changes nothing', fails: 'fails' },
    '#unknown-mark-done-blocks',
    'A second blockMarkdone of an interaction.',
  ),
  unblockByOthers: choice(
    'allowed',
    { allowed: 'allowed', error: 'fails' },
    '#unknown-mark-done-blocks',
    'Whether another client frame may lift a block.',
  ),
  unblockWithoutBlock: choice(
    'ok',
    { ok: 'succeeds', error: 'fails' },
    '#unknown-mark-done-blocks',
    'unblockMarkdone where nothing is blocked.',
  ),
  unblockCompletesDone: onOff(
    true,
    '#mark-done-takes-place',
    'Whether lifting the block lets a held-back Done go through.',
  ),
  scapiMarkdoneOnBlocked: choice(
    'fail',
    { fail: 'fails', wait: 'is answered once it is done', pass: 'marks done at once' },
    '#unknown-mark-done-blocks',
    '`interaction.markdone` on a blocked interaction.',
  ),
  markdoneEventAlways: onOff(
    false,
    '#unknown-mark-done-blocks',
    'Whether `markdone` events also come for interactions that are not blocked.',
  ),
  markdoneWhileLive: choice(
    'error',
    { error: 'fails', pass: 'marks done' },
    '#blocking-mark-done',
    '`interaction.markdone` on an interaction that is still live.',
  ),
} as const;
