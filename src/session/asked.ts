/** To which WWE a request went, and which one answered, as far as anybody saw. */

import { parentPath } from './paths.ts';
import type { Answered, Asked, Pair } from './requests-seen.ts';
import { type SessionWwe, wweOf } from './wwe.ts';

/** Whose an answer is, believed or not. */
export function answererOf({ document, peer, origin, path }: Answered): SessionWwe {
  return wweOf(document.windowAt(peer, origin, path), origin);
}

/** Where a request was posted to: where it was seen arriving, or was posted by the tool. Null: nobody saw it. */
export function askedOf({ asked, arrived, client }: Pair): SessionWwe | null {
  const wire = arrived ?? (asked?.sort === 'wire' ? asked : null);
  if (wire) {
    const { document: host, t, peer } = wire;
    const { origin } = host.info;
    if (!client || peer === 'self') return wweOf(host.home, origin);
    // Both places as one bridge saw them: frames may have moved since the client's own last entry.
    const path = parentPath(peer) === null ? client.pathAt(t) : peer;
    return wweOf(client.windowAt(host.pathAt(t), origin, path), origin);
  }
  return asked?.sort === 'command' ? commandedOf(asked) : null;
}

function commandedOf({ document, peer, origin, t }: Asked): SessionWwe {
  return wweOf(document.windowAt(peer, origin, document.pathAt(t)), origin);
}

/** Whether an answer comes from the window that was asked, at the origin that it had then. */
export function isAnswerTo(asked: Asked, answer: Answered): boolean {
  if (asked.sort === 'command') return answererOf(answer).key === commandedOf(asked).key;
  const { document, t } = asked;
  return answer.peer === document.pathAt(t) && answer.origin === document.info.origin;
}

/**
 * Whether another WWE answered than the one that was asked. The page's client would not notice
 * (docs/protocol.md#receiving).
 */
export function isOfAnother(pair: Pair): boolean {
  const asked = pair.answered && askedOf(pair);
  return asked !== null && pair.answered !== null && answererOf(pair.answered).key !== asked.key;
}
