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
 * @property {number} [most] rounds, where more tell nothing
 * @property {number} share of the time of a whole run, in s
 * @property {(surroundings: Surroundings) => Promise<Opened>} open
 *
 * @typedef {object} Opened
 * @property {() => Promise<Sample>} round
 * @property {() => Promise<unknown>} [warmUp] what is done before the first round, and not counted; a round, unless said
 *     otherwise
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Surroundings
 * @property {string} executablePath
 * @property {number} port of the bench's site
 * @property {string} ours folder of the built extension
 * @property {string} fixed folder of the same, which has access to every site from the start
 * @property {string} listener folder of an extension that does nothing but read each message
 * @property {string} none folder of an extension with nothing in it
 */

import { checkBuild, LIMITS } from '../scripts/check-build.mjs';
import { openCalls } from './calls.mjs';
import { openClosed } from './closed.mjs';
import { memory } from './memory.mjs';
import { openWithDevtools } from './open.mjs';
import { opening } from './opening.mjs';
import { growth, retained } from './panel-sections.mjs';
import { recovery } from './recovery.mjs';
import { viewer } from './viewer.mjs';

/** @type {Section} */
const closed = {
  title: 'DevTools closed: task time of the client page',
  share: 120,
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
    {
      id: '1d watched',
      what: 'the same on a site that is watched',
      bar: null,
      of: ['foreign, watched', 'foreign'],
      to: ['foreign + listener', 'foreign'],
    },
    {
      id: '1e watched',
      what: 'the same on a site that is watched',
      bar: null,
      of: ['load, watched', 'load'],
      to: ['load + listener', 'load'],
    },
  ],
  async open({ executablePath, port, ours, fixed, listener }) {
    const browsers = await Promise.all(
      [undefined, listener, fixed, ours].map((extensionDir) =>
        openClosed({ executablePath, port, ...(extensionDir === undefined ? {} : { extensionDir }) }),
      ),
    );
    const [bare, listening, watched, unasked] = browsers;
    if (!bare || !listening || !watched || !unasked) throw new Error('A browser is missing.');
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
          // Installed, and with access to no site: what is not WWE's is on sites that nobody watches.
          'foreign + ours': () => unasked.burst('foreign'),
          'foreign, watched': () => watched.burst('foreign'),
          load: () => bare.load(),
          'load + listener': () => listening.load(),
          'load + ours': () => unasked.load(),
          'load, watched': () => watched.load(),
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
  share: 90,
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
  share: 40,
  unit: 'µs',
  figures: [
    { id: '2', what: 'a call with the probe, to a bare one', bar: 1.3, of: ['call, watched'], to: ['call, bare'] },
    {
      id: '2 alone',
      what: 'the same where WWE’s window is not watched, and the message is copied',
      bar: null,
      of: ['call alone, watched'],
      to: ['call alone, bare'],
    },
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
  open: ({ executablePath, port, fixed }) => openCalls({ executablePath, port, extensionDir: fixed }),
};

/** @type {Section} */
const built = {
  title: 'Sizes, gzip',
  unit: 'bytes',
  least: 1,
  most: 1,
  share: 1,
  figures: /** @type {const} */ (['probe', 'bridge', 'panel, first load']).map((name) => ({
    id: '9',
    what: name,
    bar: LIMITS[name],
    of: [name],
    to: [],
  })),
  open: async ({ ours }) => ({
    round: async () => Object.fromEntries(checkBuild(ours, 'chromium').sizes.map(({ name, bytes }) => [name, bytes])),
    warmUp: async () => {},
    close: async () => {},
  }),
};

export const SECTIONS = [built, closed, calls, open, opening, viewer, recovery, retained, memory, growth];

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
