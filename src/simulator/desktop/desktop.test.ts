import { describe, expect, it, vi } from 'vitest';
import { createHarness } from '../core/testdata/harness.ts';
import { placeActs } from './act-places.ts';
import { clock, valueText } from './desktop-texts.ts';
import { createFrameBook } from './frames.ts';
import { clientUrl, readQuery } from './query.ts';

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
    expect(query).toMatchObject({ clients: null, page: null, speed: null, desk: '', problems: [] });
    expect(query.scenario).toBeUndefined();
    expect(clientUrl(query, null, place, 2)).toBe('http://127.0.0.1:4600/client/?frame=2');
  });
  it('takes settings, a page, a scenario and a query for the client', () => {
    const query = readQuery(
      '?clients=2&scenario=quarantine&speed=10&desk=b&page=http://x.example/&settings={"deliveries":"double"}&client=subscribe%3Dnone',
    );
    const settings = { deliveries: 'double' };
    expect(query).toMatchObject({ clients: 2, scenario: 'quarantine', speed: 10, desk: 'b', settings, problems: [] });
    expect(clientUrl(query, query.page, place, 1)).toBe('http://x.example/');
    expect(clientUrl(query, null, place, 1)).toBe('http://127.0.0.1:4600/client/?frame=1&subscribe=none');
  });
  it('knows the older word for two scenarios', () => {
    expect(readQuery('?scene=lively').scenario).toBe('calm-day');
    expect(readQuery('?scene=empty').scenario).toBeNull();
    expect(readQuery('?scenario=').scenario).toBeNull();
  });
  it('lets a scenario say what the simulator’s own page is asked, and the address more so', () => {
    const query = readQuery('?client=a%3D1');
    expect(clientUrl(query, null, place, 1, { a: '2', behaviour: 'noisy' })).toMatch(/frame=1&a=1&behaviour=noisy$/);
    expect(clientUrl(query, 'http://x.example/', place, 1, { a: '2' })).toBe('http://x.example/');
  });
  it('explains what it cannot take', () => {
    const { problems, page } = readQuery('?clients=many&scene=wild&page=javascript:alert(1)&settings={&seed=x&speed=0');
    expect(problems).toHaveLength(6);
    expect(page).toBeNull();
  });
  it.each(['http://[', 'http://', 'https://a b', 'http://a:99999', '//a', ''])('takes no page at %j', (page) => {
    const query = readQuery(`?page=${encodeURIComponent(page)}`);
    expect([query.page, query.problems.length]).toEqual([null, 1]);
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
