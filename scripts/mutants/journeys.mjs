// @ts-check
/** Journeys that kill mutants: where each stands. A journey that moves or gets another title is changed here, once. */

/**
 * @typedef {object} Journey
 * @property {string} file
 * @property {string} title a part of the title, as `playwright test -g` takes it: a regular expression
 * @property {'chromium' | 'firefox'} project
 * @property {boolean} [isLong] it runs in the long run only (`@long`)
 */

export const JOURNEYS = {
  access: { file: 'e2e/access.spec.ts', title: 'nothing until it is asked', project: 'chromium' },
  'a call': { file: 'e2e/call.spec.ts', title: 'a call is followed live', project: 'chromium' },
  'selects a case': { file: 'e2e/call.spec.ts', title: 'a case that is selected', project: 'chromium' },
  'block of the tool': { file: 'e2e/markdone.spec.ts', title: 'block, the agent presses Done', project: 'chromium' },
  'mark done asks': { file: 'e2e/markdone.spec.ts', title: 'mark done asks first', project: 'chromium' },
  'user data set': { file: 'e2e/userdata.spec.ts', title: 'set, add, delete', project: 'chromium' },
  'user data dropped': { file: 'e2e/userdata.spec.ts', title: 'what it drops', project: 'chromium' },
  'user data idle': { file: 'e2e/userdata.spec.ts', title: 'a call that ends keeps its edits', project: 'chromium' },
  'never answers': { file: 'e2e/messages-odd.spec.ts', title: 'what becomes of requests', project: 'chromium' },
  'several clients': { file: 'e2e/messages-clients.spec.ts', title: 'several clients', project: 'chromium' },
  'frame blob': { file: 'e2e/frames.spec.ts', title: 'in a frame of any kind', project: 'chromium' },
  reload: { file: 'e2e/link.spec.ts', title: 'a reload of the page clears the panel', project: 'chromium' },
  record: { file: 'e2e/link.spec.ts', title: 'recording off stops the record', project: 'chromium' },
  'odd values, Firefox': { file: 'e2e/messages-values.spec.ts', title: 'the same again by copy', project: 'firefox' },
  forget: { file: 'e2e/forget.spec.ts', title: 'everything is forgotten', project: 'chromium' },
  heap: { file: 'e2e/chromium/forget.spec.ts', title: 'no heap holds', project: 'chromium', isLong: true },
  'own rules': { file: 'e2e/rules.spec.ts', title: 'the user limits the tool', project: 'chromium' },
  'fixed rules': { file: 'e2e/rules.spec.ts', title: 'an organisation allows some', project: 'chromium' },
  'probe not felt': { file: 'e2e/trust.spec.ts', title: 'the probe is not felt', project: 'chromium' },
  stacks: { file: 'e2e/trust.spec.ts', title: 'stacks that a page sees', project: 'chromium' },
  forger: { file: 'e2e/trust.spec.ts', title: 'a frame that forges', project: 'chromium' },
  'hostile felt': { file: 'e2e/hostile-felt.spec.ts', title: 'hostile and sloppy pages', project: 'chromium' },
  'hostile felt, Firefox': { file: 'e2e/hostile-felt.spec.ts', title: 'hostile and sloppy pages', project: 'firefox' },
  'hostile command': { file: 'e2e/hostile-command.spec.ts', title: 'cannot find the extension', project: 'chromium' },
  'two WWEs': { file: 'e2e/hostile-wwe.spec.ts', title: 'nothing that is meant for WWE', project: 'chromium' },
  network: { file: 'e2e/network.spec.ts', title: 'the whole product asks nothing', project: 'chromium' },
  'own failures': { file: 'e2e/own-failures.spec.ts', title: 'failures of the tool', project: 'chromium' },
  'subscription offered': { file: 'e2e/requests.spec.ts', title: 'makes the list live', project: 'chromium' },
  'subscription ends, Firefox': {
    file: 'e2e/requests.spec.ts',
    title: 'makes the list live',
    project: 'firefox',
  },
  'load on opening': { file: 'e2e/requests.spec.ts', title: 'when the panel opens, once', project: 'chromium' },
  'own page': { file: 'e2e/messages.spec.ts', title: 'a page of one', project: 'chromium' },
  values: { file: 'e2e/messages-values.spec.ts', title: 'the same again by copy', project: 'chromium' },
  tokens: { file: 'e2e/messages-values.spec.ts', title: 'tokens are masked', project: 'chromium' },
  keys: { file: 'e2e/messages-keys.spec.ts', title: 'the keyboard alone', project: 'chromium' },
  'keys of views': { file: 'e2e/messages-keys.spec.ts', title: 'each view has its search', project: 'chromium' },
  'keys, Firefox': { file: 'e2e/messages-keys.spec.ts', title: 'each view has its search', project: 'firefox' },
  'looks dark': {
    file: 'e2e/chromium/looks.spec.ts',
    title: 'nothing sticks out, in both themes',
    project: 'chromium',
  },
  escape: { file: 'e2e/chromium/looks.spec.ts', title: 'Escape in the panel', project: 'chromium' },
  sources: { file: 'e2e/chromium/sources.spec.ts', title: 'opens in Sources', project: 'chromium' },
  'extension reloaded': { file: 'e2e/chromium/reload.spec.ts', title: 'the old copy goes quiet', project: 'chromium' },
};
