// @ts-check
/**
 * The sections that look at the panel with many messages retained.
 *
 * @typedef {import('./sections.mjs').Section} Section
 */
import { openRetained } from './retained.mjs';
import { FEW, MANY } from './sizes.mjs';

/** @type {Section} */
export const retained = {
  title: 'Messages with 50,000 retained: from an event, and from a key, to pixels',
  least: 3,
  share: 75,
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
export const growth = {
  title: 'Growth: processor time of the panel for one event, by messages retained',
  least: 3,
  share: 120,
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
      warmUp: () => events(LOOKS, FEW),
      close,
    };
  },
};
