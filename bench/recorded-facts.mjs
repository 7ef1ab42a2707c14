// @ts-check
/** What the bench's recordings hold. */

/** @typedef {import('wwe-devtools/recording').Fact} Fact */

/** Keys of user data in each entry. */
const KEYS = 40;

/**
 * @param {number} count
 * @param {number} [interactions] that they are about, in turn; each about one of its own unless said otherwise
 * @returns {Generator<Fact, void>} a document with so many entries of 1.8 kB, as the bench's host page sends them
 */
export function* facts(count, interactions = count) {
  const origin = 'https://page.example';
  const info = { document: '1-1', url: `${origin}/`, origin, title: '', path: 'top/0', target: 'top', timeOrigin: 0 };
  yield { what: 'document', info };
  const head = { sort: 'wire', kind: 'event', name: 'interaction', ref: '', peer: 'top', path: 'top/0' };
  for (let n = 1; n <= count; n += 1) {
    const entry = { n, t: n, ...head, origin: 'https://wwe.example', body: bodyOf(n, ((n - 1) % interactions) + 1) };
    yield { what: 'entry', document: '1-1', entry: /** @type {import('wwe-devtools/recording').Entry} */ (entry) };
  }
}

/** @param {number} n @param {number} id */
function bodyOf(n, id) {
  /** @type {Record<string, unknown>} */
  const userData = {};
  for (let key = 0; key < KEYS; key += 1) {
    userData[`Key_${String(key).padStart(2, '0')}`] = key % 8 === 7 ? n + key : `value ${n + key} of this one`;
  }
  const uuid = `02EX4MPL3A1B2C3D4E5F6G7H${String(id).padStart(8, '0')}`;
  const interaction = {
    interactionId: String(id),
    caseId: `5b0c1f52-7a3e-4c1d-9a44-${String(id).padStart(12, '0')}`,
    media: 'voice',
    userData,
    state: 'TALKING',
    previousState: 'RINGING',
    parties: [{ name: `Customer ${n}` }],
    callUuid: uuid,
    direction: 'IN',
    callType: 'INBOUND',
    ani: `+1555${String(n).padStart(7, '0')}`,
    dnis: '5001',
    interactionUUID: uuid,
  };
  const data = { eventType: 'ESTABLISHED', interaction };
  return JSON.stringify({ userAgent: 'WWE Server', protocolVersion: 2, event: 'interaction', data });
}
