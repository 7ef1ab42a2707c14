// @ts-check
/** The host page: answers the client's subscription, then posts what the bench asks for. */
import { foreignMessages, wweMessages } from './messages.js';

const query = new URLSearchParams(location.search);
const frame = document.getElementById('client');
if (!(frame instanceof HTMLIFrameElement)) throw new Error('The host page has no frame.');

/** @type {object[]} */
let messages = [];
/** ms since the epoch */
let subscribed = Number.NaN;
let shown = 0;

const bench = {
  /**
   * Makes the messages, so that sending measures nothing else.
   *
   * @param {'wwe' | 'foreign'} sort
   * @param {number} count
   * @param {number} interactions
   * @param {number} [from]
   * @param {number} [firstId]
   */
  prepare(sort, count, interactions, from, firstId) {
    messages = sort === 'wwe' ? wweMessages(count, interactions, from, firstId) : foreignMessages(count);
  },
  /** @returns {number} when the first was posted, ms since the epoch */
  send() {
    const started = Date.now();
    for (const message of messages) frame.contentWindow?.postMessage(message, '*');
    return started;
  },
  /** @returns {number} since when the client page hears events: its subscription was answered, and the page is shown */
  heardSince: () => Math.max(subscribed, shown),
};
Object.assign(window, { bench });

addEventListener('message', ({ data, source }) => {
  if (data.event !== 'subscribe') return;
  const { referenceId } = data;
  const answer = { referenceId, subscriptionId: '1', userAgent: 'WWE Server', protocolVersion: 2 };
  source?.postMessage(answer, { targetOrigin: '*' });
  subscribed = Date.now();
});
addEventListener('pageshow', () => {
  shown = Date.now();
});

// `?every=MS`: an event each time, about one interaction, whose ANI is the time at which it was posted.
const every = Number(query.get('every') ?? 0);
if (every > 0) {
  const event = { userAgent: 'WWE Server', protocolVersion: 2, event: 'interaction' };
  setInterval(() => {
    const interaction = { interactionId: 'tick', media: 'voice', state: 'TALKING', ani: `+${Date.now()}` };
    const data = { eventType: 'PROPERTIES_UPDATED', interaction };
    frame.contentWindow?.postMessage({ ...event, data }, '*');
  }, every);
}
// Another site, and so a process of its own, as in the field.
frame.src = `http://127.0.0.1:${location.port}/client.html?${query}`;
