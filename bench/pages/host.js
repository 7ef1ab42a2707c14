// @ts-check
/** The host page: answers the client's subscription, then posts what the bench asks for. */
import { foreignMessages, wweMessages } from './messages.js';

const query = new URLSearchParams(location.search);
const frame = document.getElementById('client');
if (!(frame instanceof HTMLIFrameElement)) throw new Error('The host page has no frame.');

/** @type {object[]} */
let messages = [];

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
};
Object.assign(window, { bench });

addEventListener('message', ({ data, source }) => {
  if (data.event !== 'subscribe') return;
  const { referenceId } = data;
  const answer = { referenceId, subscriptionId: '1', userAgent: 'WWE Server', protocolVersion: 2 };
  source?.postMessage(answer, { targetOrigin: '*' });
});
// Another site, and so a process of its own, as in the field.
frame.src = `http://127.0.0.1:${location.port}/client.html?${query}`;
