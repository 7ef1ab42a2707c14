// @ts-check
/** What the host page sends: `interaction` events as WWE posts them, of 1.8 kB, with 40 keys of user data. */

const KEYS = 40;
const FIRST = { eventType: 'ADDED', state: 'RINGING', previousState: 'UNKNOWN' };
const LATER = [
  { eventType: 'ESTABLISHED', state: 'TALKING', previousState: 'RINGING' },
  { eventType: 'HELD', state: 'HELD', previousState: 'TALKING' },
  { eventType: 'RETRIEVED', state: 'TALKING', previousState: 'HELD' },
];

/**
 * @param {number} count
 * @param {number} interactions how many different interactions they are about, in turn, each in a case of its own
 * @param {number} [from] how many were made before: these go on where those ended
 * @param {number} [firstId] id of the first interaction
 * @returns {object[]} about 1.8 kB each as JSON; no two alike
 */
export function wweMessages(count, interactions, from = 0, firstId = 0) {
  return Array.from({ length: count }, (_, index) => {
    const n = from + index;
    const turn = Math.floor(n / interactions);
    const { eventType, state, previousState } = (turn === 0 ? undefined : LATER[(turn - 1) % LATER.length]) ?? FIRST;
    return {
      event: 'interaction',
      data: { eventType, interaction: interaction(firstId + (n % interactions), n, state, previousState) },
      userAgent: 'WWE Server',
      protocolVersion: 2,
    };
  });
}

/**
 * @param {number} count
 * @returns {object[]} the same content, said by something that is not WWE
 */
export function foreignMessages(count) {
  return Array.from({ length: count }, (_, n) => ({
    type: 'widget',
    data: { eventType: 'CHANGED', interaction: interaction(n, n, 'OPEN', 'NEW') },
    sender: 'Some Widget',
    version: 2,
  }));
}

/**
 * @param {number} id
 * @param {number} n number of the message
 * @param {string} state
 * @param {string} previousState
 */
function interaction(id, n, state, previousState) {
  const uuid = `02EX4MPL3A1B2C3D4E5F6G7H${String(id).padStart(8, '0')}`;
  /** @type {Record<string, unknown>} */
  const userData = {};
  for (let key = 0; key < KEYS; key += 1) {
    userData[`Key_${String(key).padStart(2, '0')}`] = key % 8 === 7 ? n + key : `value ${n + key} of this one`;
  }
  return {
    interactionId: String(id),
    caseId: `5b0c1f52-7a3e-4c1d-9a44-${String(id).padStart(12, '0')}`,
    media: 'voice',
    userData,
    state,
    previousState,
    parties: [{ name: `Customer ${id}` }],
    isConsultation: false,
    isMainCaseInteraction: true,
    callUuid: uuid,
    direction: 'IN',
    callType: 'INBOUND',
    ani: `+1555${String(id).padStart(7, '0')}`,
    dnis: '5001',
    recordingState: 'STOPPED',
    interactionUUID: uuid,
  };
}
