// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_SERVED, type Served } from '../remote/start.ts';
import { readQuery } from './query.ts';
import { type Session, startSessions } from './session.ts';

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
});
afterEach(() => life.abort());

function start(
  search: string,
  served: Partial<Served> = {},
  early: readonly MessageEvent<unknown>[] = [],
): { shown: Session[]; now: () => Session } {
  const shown: Session[] = [];
  startSessions({
    win: window,
    query: readQuery(search),
    served: { ...NOTHING_SERVED, ...served },
    early,
    show: (session) => void shown.push(session),
    signal: life.signal,
  });
  return {
    shown,
    now() {
      const last = shown.at(-1);
      if (last === undefined) throw new Error('No session was shown.');
      return last;
    },
  };
}

const OWN = {
  title: 'Own',
  about: 'A call.',
  clients: 3,
  start: 'atOnce',
  steps: [{ do: 'arrive', as: 'a' }],
} as const;

describe('how a desktop starts', () => {
  it('plays the scenario of the address, else the server’s, else none', () => {
    const title = (search: string, served?: Partial<Served>) => start(search, served).now().playback?.value.title;
    expect(title('')).toBeUndefined();
    expect(title('', { scenario: OWN })).toBe('Own');
    expect(title('', { scenario: 'quarantine' })).toBe('A quarantine');
    expect(title('?scenario=quarantine', { scenario: OWN })).toBe('A quarantine');
    expect(title('?scenario=', { scenario: OWN })).toBeUndefined();
    expect(title('?scene=empty', { scenario: OWN })).toBeUndefined();
  });
  it('says so when there is no such scenario, and starts all the same', () => {
    const session = start('?scenario=calm-dya').now();
    expect(session.problems.value.join()).toContain('There is no scenario "calm-dya". There are: calm-day');
    expect(session.control.ring()).toBe('1');
  });
  it('takes clients, speed and settings from the address first, then from the server, then from the scenario', () => {
    const clients = (search: string, served: Partial<Served> = {}) =>
      start(search, served).now().clients.list.value.length;
    expect(clients('')).toBe(1);
    expect(clients('', { scenario: OWN })).toBe(3);
    expect(clients('', { scenario: OWN, clients: 2 })).toBe(2);
    expect(clients('?clients=0', { scenario: OWN, clients: 2 })).toBe(0);
    expect(start('', { speed: 5 }).now().runtime.clock.speed()).toBe(5);
    expect(start('?speed=7', { speed: 5 }).now().runtime.clock.speed()).toBe(7);
    const scenario = { ...OWN, settings: { deliveries: 'double', latencyMs: 5, stepMs: 7 } };
    const served = { scenario, settings: { latencyMs: 6, stepMs: 8 } };
    const { deliveries, latencyMs, stepMs } = start('?settings={"stepMs":9}', served).now().control.settings();
    expect([deliveries, latencyMs, stepMs]).toEqual(['double', 6, 9]);
  });
  it('starts anew with another scenario, and again with the same; a chosen speed stays', () => {
    const { now, shown } = start('', { scenario: OWN });
    const first = now();
    first.control.scenario.speed(5);
    first.control.scenario.load('quarantine');
    const second = now();
    expect(second.key).not.toBe(first.key);
    expect(second.playback?.value).toMatchObject({ title: 'A quarantine', speed: 5 });
    second.control.scenario.restart();
    expect(now().playback?.value.title).toBe('A quarantine');
    now().control.scenario.load(null);
    expect(now().playback).toBeNull();
    expect(shown).toHaveLength(4);
  });
  it('refuses in words what is no scenario, and goes on with the one that is played', () => {
    const { now, shown } = start('', { scenario: OWN });
    const wrong = { ...OWN, steps: [{ do: 'anwser', on: 'a' }] };
    expect(() => now().control.scenario.load(wrong)).toThrow(
      'steps[0].do: There is no act "anwser"; did you mean "answer"?',
    );
    expect(shown).toHaveLength(1);
  });
  it.each(['http://[', 'javascript:alert(1)', '/client/', '', 7])('shows no page at %j, and goes on', (url) => {
    const { control, clients } = start('').now();
    const before = clients.list.value;
    for (const act of [control.addFrame, control.openPopup]) {
      expect(() => Reflect.apply(act, control, [url])).toThrow('is not the whole address of a page');
    }
    expect(clients.list.value).toBe(before);
  });
  it('hears what pages said before it started, once', () => {
    const early = new MessageEvent('message', { data: { request: 'agent.get' }, source: window, origin: 'http://a' });
    const { now } = start('', {}, [early]);
    expect(now().control.received()).toMatchObject([{ message: { request: 'agent.get' } }]);
    now().control.scenario.load(null);
    expect(now().control.received()).toEqual([]);
  });
  it('hears messages of pages only in the running session', async () => {
    const { now } = start('');
    const first = now();
    first.control.scenario.load(null);
    window.dispatchEvent(
      new MessageEvent('message', { data: { request: 'agent.get' }, source: window, origin: 'http://a' }),
    );
    expect(first.control.received()).toEqual([]);
    expect(now().control.received()).toHaveLength(1);
  });
  it('hears nothing more once it has ended', () => {
    const { now } = start('');
    life.abort();
    window.dispatchEvent(
      new MessageEvent('message', { data: { request: 'agent.get' }, source: window, origin: 'http://a' }),
    );
    expect(now().control.received()).toEqual([]);
  });
});
