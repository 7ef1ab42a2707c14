/** Marking done and blocking it (scapi.md §7, unknown 3 and 16). */
import { choice, ms, onOff } from './kinds.ts';

export const MARK_DONE = {
  blockTimeoutMs: ms(300_000, 'unknown 16', 'service-client-api.block-markdone-timeout.', 1),
  blockStart: choice(
    'block',
    { block: 'blockMarkdone', done: 'the agent’s pressing Done' },
    'unknown 3, §11 row 14',
    'What starts the timeout.',
  ),
  blockEnd: choice(
    'done',
    {
      done: 'lifts the block and lets a held-back Done through',
      lift: 'lifts the block and forgets a held-back Done',
      stays: 'nothing',
    },
    'unknown 3, §11 row 14',
    'What the end of the timeout does.',
  ),
  secondBlock: choice(
    'replaces',
    { replaces: 'replaces warning and timer', ignored: 'changes nothing', fails: 'fails' },
    'unknown 3',
    'A second blockMarkdone of an interaction.',
  ),
  unblockByOthers: choice(
    'allowed',
    { allowed: 'allowed', error: 'fails' },
    'unknown 3',
    'Whether another client frame may lift a block.',
  ),
  unblockWithoutBlock: choice(
    'ok',
    { ok: 'succeeds', error: 'fails' },
    'unknown 3',
    'unblockMarkdone where nothing is blocked.',
  ),
  unblockCompletesDone: onOff(true, '§7 step 8', 'Whether lifting the block lets a held-back Done go through.'),
  scapiMarkdoneOnBlocked: choice(
    'fail',
    { fail: 'fails', wait: 'is answered once it is done', pass: 'marks done at once' },
    'unknown 3',
    '`interaction.markdone` on a blocked interaction.',
  ),
  markdoneEventAlways: onOff(
    false,
    'unknown 3',
    'Whether `markdone` events also come for interactions that are not blocked.',
  ),
  markdoneWhileLive: choice(
    'error',
    { error: 'fails', pass: 'marks done' },
    '§7',
    '`interaction.markdone` on an interaction that is still live.',
  ),
} as const;
