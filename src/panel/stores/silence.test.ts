import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Answering } from '../../session/answer-counts.ts';
import type { SessionDocument } from '../../session/model.ts';
import { createSession } from '../../session/session.ts';
import { clockTime } from '../text/format.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { silences } from './silence.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const PAGE = 'https://page.example.com';
const WWE = 'https://wwe.example.com';

/** A document of an origin in a window, as the session shows it. */
function document(path: string, origin: string, target: string | null, more: Partial<SessionDocument> = {}) {
  const session = createSession();
  const info = { document: path, url: '', origin, title: '', path, target, timeOrigin: 1 };
  session.feed([{ what: 'document', info }]);
  const [made] = session.documents();
  if (!made) throw new Error('The document was announced.');
  return { ...made, ...more };
}

const HOST = document('top', WWE, null);
const CLIENT = document('top/0', PAGE, 'top');

/** Two requests, the first at 2,000 ms, that nobody has answered. */
const NEVER: Answering = {
  sent: 2,
  arrived: 2,
  answered: 0,
  answeredAt: null,
  unanswered: 2,
  silentSince: 2_000,
  rateBefore: 1,
};

const found = (
  client: SessionDocument,
  answering: Partial<Answering>,
  around: readonly SessionDocument[],
  now = 65_000,
) => silences([{ document: client, answering: { ...NEVER, ...answering } }], [...around, client], now);

/** The causes by the names of their texts. */
const causes = ([first]: ReturnType<typeof found>) =>
  (first?.causes ?? []).map((cause) =>
    Object.entries(english)
      .filter(
        ([key, { message }]) =>
          key.startsWith('silence_cause_') && message.split(/\$\d/).every((part) => cause.includes(part)),
      )
      .map(([key]) => key.replace('silence_cause_', ''))
      .join(),
  );

describe('a client that gets no answer', () => {
  test('its requests arrive in the window above, which has never answered: the list of origins comes first', () => {
    const list = found(CLIENT, {}, [HOST]);
    expect(list.map(({ what }) => what)).toEqual([
      `2 requests of the client in top/0 are without an answer, the first of ${clockTime(2_000)}: the window at ${WWE} has never answered.`,
    ]);
    expect(causes(list)).toEqual(['origin', 'not_wwe', 'limit']);
    expect(list[0]?.causes[0]).toContain(PAGE);
  });

  test('while the client still waits there is nothing to say', () => {
    expect(found(CLIENT, {}, [HOST], 11_999)).toEqual([]);
    expect(found(CLIENT, {}, [HOST], 12_000)).toHaveLength(1);
    expect(found(CLIENT, { silentSince: null, unanswered: 0 }, [HOST])).toEqual([]);
    expect(found({ ...CLIENT, live: false }, {}, [HOST])).toEqual([]);
  });

  test('the window above is watched, and nothing arrives there: the browser dropped it, for another origin was meant', () => {
    const list = found(CLIENT, { arrived: 0 }, [HOST]);
    expect(causes(list)).toEqual(['target', 'origin']);
    expect(list[0]?.causes[0]).toContain(WWE);
  });

  test('nobody watches the window above: all of it may be', () => {
    const list = found(CLIENT, { arrived: 0 }, []);
    expect(list[0]?.what).toContain('the window above it has never answered');
    expect(causes(list)).toEqual(['origin', 'not_wwe', 'target', 'limit']);
  });

  test('in a frame of another page: that page is most likely what was asked', () => {
    const inner = document('top/0/0', PAGE, 'top/0');
    expect(causes(found(inner, { arrived: 0 }, [HOST]))).toEqual(['not_wwe', 'origin', 'target', 'limit']);
    expect(causes(found(inner, {}, [HOST, CLIENT]))).toEqual(['not_wwe', 'origin', 'limit']);
  });

  test('alone: there is nobody whom it could ask, and that is said at once', () => {
    const alone = document('top', PAGE, null, { standsAlone: true });
    const list = found(alone, { sent: 1, arrived: 0, unanswered: 1 }, [], 2_100);
    expect(list[0]?.what).toBe('The client in top talks to its own page: 1 request went nowhere else.');
    expect(causes(list)).toEqual(['alone']);
  });

  test('answered until then: after many requests in a minute a rate limit comes first, after few it comes last', () => {
    const few = found(CLIENT, { sent: 4, answered: 3, answeredAt: 1_900, unanswered: 1, rateBefore: 4 }, [HOST]);
    expect(few[0]?.what).toBe(
      `The client in top/0 got answers from the window at ${WWE} until ${clockTime(1_900)}. 1 request after that has no answer. Answered before: 3. Sent in the last minute before the silence: 4.`,
    );
    expect(causes(few)).toEqual(['service', 'gone', 'limit']);
    expect(causes(found(CLIENT, { answered: 300, answeredAt: 1_900, rateBefore: 100 }, [HOST]))[0]).toBe('limit');
  });
});
