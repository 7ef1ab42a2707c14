import { describe, expect, it, vi } from 'vitest';
import { createHarness } from '../core/harness.ts';
import { placeActs } from './act-places.ts';
import { createFrameBook } from './frames.ts';
import { clientUrl, readQuery } from './query.ts';
import { startLivelyScene } from './scene.ts';
import { clock, valueText } from './words.ts';

describe('placeActs: one button of a name', () => {
  it('belongs to the selected interaction if it can be done there, else to the newest that allows it', () => {
    const { wwe, pass } = createHarness();
    const first = wwe.arrive();
    pass(10);
    const second = wwe.arrive();
    pass(10);
    const third = wwe.arrive();
    expect(placeActs(wwe.state()).get(first)).toContain('answer');
    wwe.act('answer', first);
    const places = placeActs(wwe.state());
    expect(places.get(first)).toContain('release');
    expect(places.get(third)).toContain('answer');
    expect(places.get(second)).toBeUndefined();
    const names = [...places.values()].flat();
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the book of frames', () => {
  it('knows windows by themselves, answers with their origin, and makes keys for strangers', () => {
    const book = createFrameBook();
    const [known, stranger] = [{ postMessage: vi.fn() }, { postMessage: vi.fn() }];
    book.enter('frame-0', known, 'http://127.0.0.1:1');
    expect(book.hear(known, 'http://127.0.0.1:2')).toBe('frame-0');
    expect(book.hear(stranger, 'null')).toBe('window-0');
    expect(book.hear(stranger, 'null')).toBe('window-0');
    expect(book.post('frame-0', 1)).toBe(true);
    expect(book.post('window-0', 2)).toBe(true);
    expect(book.post('frame-9', 3)).toBe(false);
    expect(known.postMessage).toHaveBeenCalledExactlyOnceWith(1, 'http://127.0.0.1:2');
    expect(stranger.postMessage).toHaveBeenCalledExactlyOnceWith(2, '*');
  });
  it('puts a new window of a key in the old one’s place', () => {
    const book = createFrameBook();
    const [before, after] = [{ postMessage: vi.fn() }, { postMessage: vi.fn() }];
    book.enter('frame-0', before, null);
    book.enter('frame-0', after, null);
    book.post('frame-0', 1);
    expect(before.postMessage).not.toHaveBeenCalled();
    expect(book.list()).toHaveLength(1);
  });
});

describe('the host page’s address', () => {
  const place = { hostname: 'localhost', port: '4600' };
  it('has calm defaults, and the client on another site', () => {
    const query = readQuery('');
    expect(query).toMatchObject({ clients: 1, page: null, scene: 'empty', problems: [] });
    expect(clientUrl(query, null, place, 2)).toBe('http://127.0.0.1:4600/client/?frame=2');
  });
  it('takes settings, a page, a scene and a query for the client', () => {
    const query = readQuery(
      '?clients=2&scene=lively&page=http://x.example/&settings={"deliveries":"double"}&client=subscribe%3Dnone',
    );
    expect(query).toMatchObject({ clients: 2, scene: 'lively', settings: { deliveries: 'double' }, problems: [] });
    expect(clientUrl(query, query.page, place, 1)).toBe('http://x.example/');
    expect(clientUrl(query, null, place, 1)).toBe('http://127.0.0.1:4600/client/?frame=1&subscribe=none');
  });
  it('explains what it cannot take', () => {
    const { problems, page } = readQuery('?clients=many&scene=wild&page=javascript:alert(1)&settings={&seed=x');
    expect(problems).toHaveLength(5);
    expect(page).toBeNull();
  });
});

describe('the lively scene', () => {
  it('has a ringing call, a chat, an e-mail, a consultation and a call that asks for a form', () => {
    const { wwe, subscribe, pass } = createHarness();
    const later = (ms: number, work: () => void): void => {
      timers.push({ at: time + ms, work });
    };
    const timers: { at: number; work: () => void }[] = [];
    let time = 0;
    const run = (ms: number): void => {
      const end = time + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.splice(timers.indexOf(next), 1);
        pass(next.at - time);
        time = next.at;
        next.work();
      }
      pass(end - time);
      time = end;
    };
    startLivelyScene({ wwe, later });
    expect(wwe.state().cases).toEqual([]);
    subscribe('interaction');
    run(5000);
    const all = wwe.state().cases.flatMap((one) => one.interactions);
    expect(all.map(({ state }) => state).sort()).toEqual(
      ['HELD', 'HISTORY_DONE', 'IDLE', 'INVITED', 'RINGING', 'TALKING'].sort(),
    );
    expect(all.filter(({ isConsultation }) => isConsultation)).toHaveLength(1);
    expect(all.find(({ state }) => state === 'IDLE')?.userData).toContainEqual(['FormRequired', 'yes']);
    run(3_600_000);
    const anHourLater = wwe.state().cases.flatMap((one) => one.interactions);
    expect(anHourLater.length).toBeGreaterThanOrEqual(6);
    expect(anHourLater.length).toBeLessThanOrEqual(8);
  });
});

describe('words', () => {
  it('writes running times and values', () => {
    expect([0, 7_900, 760_000, 3_729_000, -5].map(clock)).toEqual(['0:00', '0:07', '12:40', '1:02:09', '0:00']);
    expect([1, 'a', null, { b: 1 }, undefined, 10n].map(valueText)).toEqual([
      '1',
      'a',
      'null',
      '{"b":1}',
      'undefined',
      '10',
    ]);
  });
});
