// @ts-check
/**
 * What is measured: sections, each with its conditions, which are run one after another, round after round.
 *
 * @typedef {import('./figures.mjs').Figure} Figure
 * @typedef {import('./figures.mjs').Sample} Sample
 *
 * @typedef {object} Section
 * @property {string} title
 * @property {readonly Figure[]} figures
 * @property {string} [unit] of what is measured; ms unless said otherwise
 * @property {number} [least] rounds, where fewer are enough because a round measures many times
 * @property {(surroundings: Surroundings) => Promise<{ round: () => Promise<Sample>, close: () => Promise<void> }>} open
 *
 * @typedef {object} Surroundings
 * @property {string} executablePath
 * @property {number} port of the bench's site
 * @property {string} ours folder of the built extension
 * @property {string} listener folder of an extension that does nothing but read each message
 * @property {string} none folder of an extension with nothing in it
 */

import { openCalls } from './calls.mjs';
import { openClosed } from './closed.mjs';
import { openWithDevtools } from './open.mjs';
import { openRetained } from './retained.mjs';
import { FEW, MANY } from './sizes.mjs';

/** @type {Section} */
const closed = {
  title: 'DevTools closed: task time of the client page',
  figures: [
    { id: '1a', what: 'cost added, to what listener adds', bar: 1.5, of: ['ours', 'lean'], to: ['listener', 'lean'] },
    { id: '1b', what: 'shipped with ours, to shipped', bar: 1.15, of: ['shipped + ours'], to: ['shipped'] },
    {
      id: '1b floor',
      what: 'shipped with listener, to shipped',
      bar: null,
      of: ['shipped + listener'],
      to: ['shipped'],
    },
    {
      id: '1d',
      what: 'messages not WWE’s: cost added, to what listener adds',
      bar: 1,
      of: ['foreign + ours', 'foreign'],
      to: ['foreign + listener', 'foreign'],
    },
    {
      id: '1e',
      what: 'loading pages without WWE: cost added, to what listener adds',
      bar: 1,
      of: ['load + ours', 'load'],
      to: ['load + listener', 'load'],
    },
  ],
  async open({ executablePath, port, ours, listener }) {
    const browsers = await Promise.all(
      [undefined, listener, ours].map((extensionDir) =>
        openClosed({ executablePath, port, ...(extensionDir === undefined ? {} : { extensionDir }) }),
      ),
    );
    const [bare, listening, watched] = browsers;
    if (!bare || !listening || !watched) throw new Error('A browser is missing.');
    return {
      round: () =>
        inTurn({
          lean: () => bare.burst('lean'),
          listener: () => listening.burst('lean'),
          ours: () => watched.burst('lean'),
          shipped: () => bare.burst('shipped'),
          'shipped + listener': () => listening.burst('shipped'),
          'shipped + ours': () => watched.burst('shipped'),
          foreign: () => bare.burst('foreign'),
          'foreign + listener': () => listening.burst('foreign'),
          'foreign + ours': () => watched.burst('foreign'),
          load: () => bare.load(),
          'load + listener': () => listening.load(),
          'load + ours': () => watched.load(),
        }),
      close: async () => {
        await Promise.all(browsers.map((browser) => browser.close()));
      },
    };
  },
};

/** @type {Section} */
const open = {
  title: 'DevTools open, ours with its panel: task time of the client page; from the first message sent to all listed',
  figures: [
    { id: '1c', what: 'cost added, to what listener adds', bar: 2, of: ['ours', 'lean'], to: ['listener', 'lean'] },
    { id: '3', what: 'all listed in the panel, to all handled by lean', bar: 2.5, of: ['listed'], to: ['handled'] },
    { id: '3 msgs', what: 'the same, with Messages open', bar: 2.5, of: ['listed in Messages'], to: ['handled'] },
  ],
  async open({ executablePath, port, ours, listener, none }) {
    const browsers = await Promise.all(
      [none, listener, ours].map((extensionDir) =>
        openWithDevtools({ executablePath, port, extensionDir, hasPanel: extensionDir === ours }),
      ),
    );
    const [bare, listening, watched] = browsers;
    if (!bare || !listening || !watched) throw new Error('A browser is missing.');
    return {
      async round() {
        const [lean, listener, ours] = [await bare.burst(), await listening.burst(), await watched.burst()];
        const messages = await watched.burst('messages');
        return {
          lean: lean.task,
          listener: listener.task,
          ours: ours.task,
          handled: lean.handled,
          'handled, with ours': ours.handled,
          listed: ours.listed,
          'ours, Messages open': messages.task,
          'listed in Messages': messages.listed,
        };
      },
      close: async () => {
        await Promise.all(browsers.map((browser) => browser.close()));
      },
    };
  },
};

/** @type {Section} */
const calls = {
  title: 'Probe: one call of the page’s client, one event for its handler',
  unit: 'µs',
  figures: [
    { id: '2', what: 'a call with the probe, to a bare one', bar: 1.5, of: ['call, watched'], to: ['call, bare'] },
    {
      id: '2 floor',
      what: 'a bare call and nothing but a copy of its message, to a bare one',
      bar: null,
      of: ['call, and a copy of it'],
      to: ['call, bare'],
    },
    {
      id: '2 event',
      what: 'what the probe adds to an event, to a bare call',
      bar: null,
      of: ['event, watched', 'event, bare'],
      to: ['call, bare'],
    },
  ],
  open: ({ executablePath, port, ours }) => openCalls({ executablePath, port, extensionDir: ours }),
};

/** @type {Section} */
const retained = {
  title: 'Messages with 50,000 retained: from an event, and from a key, to pixels',
  least: 3,
  figures: [
    { id: '4', what: 'one event, page to pixels, p95', bar: 50, of: ['one event'], to: [], at: 'p95' },
    {
      id: '4 task',
      what: 'longest task in a burst of 10,000, processor time',
      bar: 50,
      of: ['longest task, processor time'],
      to: [],
    },
    { id: '4 rows', what: 'most rows in the DOM', bar: 150, of: ['rows in the DOM'], to: [] },
    { id: '6', what: 'key to rows, indexed fields, p95', bar: 50, of: ['key, indexed filter'], to: [], at: 'p95' },
    {
      id: '6 work',
      what: 'the same: work of the panel',
      bar: null,
      of: ['key, indexed filter: work'],
      to: [],
      at: 'p95',
    },
    { id: '6 hits', what: 'key to first hits in payloads', bar: 100, of: ['key, first hits in payloads'], to: [] },
    {
      id: '6 floor',
      what: 'key to frame with nothing to do, p95',
      bar: null,
      of: ['key, nothing to do'],
      to: [],
      at: 'p95',
    },
    {
      id: 'moves',
      what: 'End, Home, PageDown, arrows: key to rows, p95',
      bar: null,
      of: ['key, move'],
      to: [],
      at: 'p95',
    },
  ],
  async open({ executablePath, port, ours }) {
    const { look, close } = await openRetained({ executablePath, port, extensionDir: ours });
    return { round: look, close };
  },
};

/** @type {Readonly<Record<string, import('./retained.mjs').Looked>>} */
const LOOKS = {
  interactions: { view: 'interactions', filter: '' },
  'interactions, filtered': { view: 'interactions', filter: 'value' },
  messages: { view: 'messages', filter: '' },
  'messages, is:event': { view: 'messages', filter: 'is:event' },
  'messages, type:ADDED larger:1k': { view: 'messages', filter: 'type:ADDED larger:1k' },
  'messages, is:pending': { view: 'messages', filter: 'is:pending' },
  'messages, payload': { view: 'messages', filter: '4242' },
  'messages, by size': { view: 'messages', filter: '', sort: 'Size' },
  'messages, by name': { view: 'messages', filter: '', sort: 'Name' },
};

/** @type {Section} */
const growth = {
  title: 'Growth: processor time of the panel for one event, by messages retained',
  least: 3,
  figures: Object.keys(LOOKS).map((name) => ({
    id: '5',
    what: name,
    bar: 1.2,
    of: [`${name}: ${MANY}`],
    to: [`${name}: ${FEW}`],
  })),
  async open({ executablePath, port, ours }) {
    const { events, close } = await openRetained({ executablePath, port, extensionDir: ours });
    return {
      async round() {
        /** @type {Record<string, number>} */
        const sample = {};
        for (const at of [FEW, MANY]) {
          for (const [name, time] of Object.entries(await events(LOOKS, at))) {
            sample[`${name}: ${at}`] = typeof time === 'number' ? time : Number.NaN;
          }
        }
        return sample;
      },
      close,
    };
  },
};

export const SECTIONS = [closed, calls, open, retained, growth];

/**
 * @param {Readonly<Record<string, () => Promise<number>>>} conditions
 * @returns {Promise<Sample>}
 */
async function inTurn(conditions) {
  /** @type {Record<string, number>} */
  const sample = {};
  for (const [name, measure] of Object.entries(conditions)) sample[name] = await measure();
  return sample;
}
