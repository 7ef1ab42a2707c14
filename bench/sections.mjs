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
 * @property {(surroundings: Surroundings) => Promise<{ round: () => Promise<Sample>, close: () => Promise<void> }>} open
 *
 * @typedef {object} Surroundings
 * @property {string} executablePath
 * @property {number} port of the bench's site
 * @property {string} ours folder of the built extension
 * @property {string} listener folder of an extension that does nothing but read each message
 * @property {string} none folder of an extension with nothing in it
 */
import { openClosed } from './closed.mjs';
import { openWithDevtools } from './open.mjs';

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
        return {
          lean: lean.task,
          listener: listener.task,
          ours: ours.task,
          handled: lean.handled,
          'handled, with ours': ours.handled,
          listed: ours.listed,
        };
      },
      close: async () => {
        await Promise.all(browsers.map((browser) => browser.close()));
      },
    };
  },
};

export const SECTIONS = [closed, open];

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
