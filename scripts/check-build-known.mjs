// @ts-check
/**
 * What the reading of the built scripts finds and is right where it stands: one by one, each with its reason. A second
 * find like it is a problem, and so is an explanation that explains nothing any more.
 *
 * @typedef {import('./check-build-script.mjs').Found} Found
 *
 * @typedef {object} Known
 * @property {RegExp} file
 * @property {string} name
 * @property {RegExp} source what stands there, from the name on
 * @property {string} why
 */

const FIRST = /^assets\/first-[\w-]+\.js$/;
/** Where recordings are written and read, and where the settings hold the rules by key. */
const RULES_BY_KEY = /^assets\/(?:ExportSheet|recorded-panel|redactor|report|first)-[\w-]+\.js$/;
const PRESS_LINK = /^assets\/press-link-[\w-]+\.js$/;
const SECRET_NAMES = /^assets\/secret-names-[\w-]+\.js$/;
const COMPOSE = /^assets\/ComposeView-[\w-]+\.js$/;
const POLYFILL = /^assets\/browser-polyfill-[\w-]+\.js$/;

const SAVED = /^assets\/saved-[\w-]+\.js$/;

const HTML =
  "Preact's own support of dangerouslySetInnerHTML, which our sources never use: Biome's noDangerouslySetInnerHtml.";
const ACTION =
  'What becomes of the values of a key in a recording (docs/recording.md#redaction): a field of its rules, in no element.';
const PRELOAD = "Vite's loader of style sheets and scripts of the package: the address is one of its own files.";

/** @type {Known[]} */
export const KNOWN = [
  {
    file: FIRST,
    name: 'dangerouslySetInnerHTML',
    source: /^dangerouslySetInnerHTML`\?\w+=\w+:\w+==`children`/,
    why: HTML,
  },
  {
    file: FIRST,
    name: 'dangerouslySetInnerHTML',
    source: /^dangerouslySetInnerHTML`\?\w+=\w+:\w+==`value`/,
    why: HTML,
  },
  { file: FIRST, name: 'innerHTML', source: /^innerHTML\)\|\|\(/, why: `${HTML} Here it is read.` },
  { file: FIRST, name: 'innerHTML', source: /^innerHTML=\w+\.__html\b/, why: HTML },
  {
    file: FIRST,
    name: 'constructor',
    source: /^this\.constructor\(\w+,\w+\)\}/,
    why: "Preact calls a component that is a function: it sets that component's constructor to the function itself.",
  },
  { file: FIRST, name: 'href', source: /^\w+\.href=\w+\.href,/, why: PRELOAD },
  {
    file: SECRET_NAMES,
    name: 'cookie',
    source: /^cookie`,`setcookie`\]/,
    why: 'A word in the names of secrets: what bears such a name is masked.',
  },
  {
    file: COMPOSE,
    name: 'Function',
    source: /^Function`\?`function`:`constructor`,/,
    why: 'The word with which a call as text may not go on: functions cannot be sent.',
  },
  {
    file: SAVED,
    name: 'indexedDB',
    source: /^indexedDB\.open\(/,
    why: 'Sessions that are saved on the disk because their user switched that on.',
  },
  {
    file: SAVED,
    name: 'indexedDB',
    source: /^indexedDB\.deleteDatabase\(/,
    why: 'Saved sessions go with everything that is forgotten.',
  },
  {
    file: /^src\/probe\/probe\.iife\.js$/,
    name: 'Function',
    source: /^Function`:\w+\(\w+\)\?/,
    why: 'A word: what kind of value a note is about.',
  },
  {
    file: /^assets\/firefox-[\w-]+\.js$/,
    name: 'eval',
    source: /^eval\(`location\.href`\)/,
    why: 'In Firefox nothing else tells the address of a page that is not watched. This text is fixed, and a page cannot replace its location.',
  },
  {
    file: PRESS_LINK,
    name: 'href',
    source: /^\w+\.href=\w+,Object\.assign\(\w+,\w+\),/,
    why: 'The link by which the browser downloads a recording (a Blob that the panel has just made), or opens the viewer of the package.',
  },
  ...[
    /^action:null,isStrict:/,
    /^action:\w+\?\?\w+\.action,isStrict:/,
    /^action:\w+\}\)\),\w+=new Map/,
    /^action:`keep`/,
    /^action:`mask`\}\]\)/,
    /^action:\w+\}\)\},children:/,
    ...[1, 2, 3].map(() => /^action:\w+\(\[`keep`,`mask`,`drop`\]\)/),
  ].map((source) => ({ file: RULES_BY_KEY, name: 'action', source, why: ACTION })),
  {
    file: POLYFILL,
    name: 'eval',
    source: /^eval:\{minArgs:1,maxArgs:2,singleCallbackArg:!1\}/,
    why: "webextension-polyfill's list of all methods that browsers have; the devtools page calls none of this name.",
  },
  {
    file: POLYFILL,
    name: 'Function',
    source: /^Function\.call\.bind\(Object\.prototype\.hasOwnProperty\)/,
    why: 'webextension-polyfill calls hasOwnProperty; no code is made of text.',
  },
  {
    file: POLYFILL,
    name: 'console',
    source: /^console\.warn\(/,
    why: 'webextension-polyfill, of a method without promises, which no browser has that is old enough to be served. It names the method only.',
  },
  {
    file: POLYFILL,
    name: 'console',
    source: /^console\.error\(`Failed to send onMessage rejected reply`/,
    why: 'webextension-polyfill, of an answer that nobody waits for; our listeners of messages give none.',
  },
];

/** The same in the viewer, whose script holds all of the panel that works without a tab. @type {Known[]} */
export const KNOWN_IN_VIEWER = KNOWN.filter(
  ({ file, why }) => [FIRST, SECRET_NAMES, COMPOSE, RULES_BY_KEY, PRESS_LINK].includes(file) && why !== PRELOAD,
)
  .concat({
    file: PRESS_LINK,
    name: 'Request',
    source: /^Request`\},messages_kind_answer/,
    why: 'A word of the panel, whose texts are in the script: what kind of row it is.',
  })
  .map((known) => ({ ...known, file: /^viewer\.js$/ }));

/**
 * @param {Found[]} found
 * @param {readonly Known[]} known
 * @returns {string[]} problems
 */
export function judgeScripts(found, known) {
  const unused = new Set(known);
  const problems = found.flatMap((one) => {
    const explanation = [...unused].find(
      ({ file, name, source }) => name === one.name && file.test(one.file) && source.test(one.source),
    );
    if (explanation === undefined) return [`${one.file} ${one.what} (${one.name}): ${one.source}`];
    unused.delete(explanation);
    return [];
  });
  for (const { file, name, source } of unused) {
    problems.push(`nothing is found any more that this explains: ${name}, ${source.source} in ${file.source}`);
  }
  return problems;
}
