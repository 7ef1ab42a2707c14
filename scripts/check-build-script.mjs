// @ts-check
/**
 * Reads the built scripts, ours and what packages bring: nothing makes code or HTML of text, nothing reaches the
 * network, nothing is written to the console, nothing is kept beside extension storage. `check-build.mjs` asks.
 *
 * Names are looked for wherever they stand: as a variable, a property, a key, or a text of just that word, which may be a
 * property too. A name that is put together while the program runs is not found; `e2e/network.spec.ts` looks at what
 * the whole product does.
 *
 * @typedef {object} Found
 * @property {string} file
 * @property {string} what
 * @property {string} name
 * @property {string} source what stands there: 60 characters from the place on
 */
import { parseSync, Visitor } from 'vite';

/** What no script may do, and the names by which it would. @type {Record<string, string[]>} */
const FORBIDDEN = {
  'makes code from text': ['eval', 'execScript', 'Function', 'AsyncFunction', 'GeneratorFunction', 'WebAssembly'],
  'makes HTML of text': [
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'dangerouslySetInnerHTML'],
    ...['setHTML', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'srcdoc', 'DOMParser', 'XSLTProcessor', 'insertHTML', 'writeln'],
  ],
  'reaches the network': [
    ...['fetch', 'fetchLater', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource'],
    ...['sendBeacon', 'RTCPeerConnection', 'webkitRTCPeerConnection', 'Request', 'Image', 'Audio', 'FontFace'],
    ...['importScripts', 'Worker', 'SharedWorker', 'serviceWorker', 'addModule', 'PushManager', 'dns-prefetch'],
    ...['preconnect', 'prefetch', 'prerender', 'speculationrules'],
  ],
  'writes to the console': ['console'],
  'keeps data beside extension storage': [
    ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookie', 'cookieStore', 'getDirectory'],
    ...['showSaveFilePicker', 'webkitRequestFileSystem'],
  ],
  'looks at more than it needs': [
    ...['geolocation', 'getUserMedia', 'getDisplayMedia', 'enumerateDevices', 'readText'],
  ],
};

/** Why a name is forbidden. */
const WHY = new Map(Object.entries(FORBIDDEN).flatMap(([what, names]) => names.map((name) => [name, what])));

/** Properties, attributes and keys that make a document load or go somewhere. */
const ADDRESSES = new Set(
  'href src srcset srcdoc action formAction formaction ping poster xlinkHref xlink:href location'.split(' '),
);

/** Timers that take a text for code. */
const TIMERS = new Set(['setTimeout', 'setInterval']);

/** Objects and methods of theirs that go to an address. */
const GOES = /^(?:location\.(?:assign|replace)|(?:window|self|top|parent|globalThis)\.open|(?:tabs|windows)\.create)$/;

/**
 * @typedef {{ type: string, start: number, [key: string]: unknown }} Node
 *
 * @param {unknown} value
 * @returns {Node | undefined}
 */
function asNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
    ? /** @type {Node} */ (value)
    : undefined;
}

/**
 * @param {unknown} value
 * @returns {string | undefined} the name that a variable has, or the text that a literal is
 */
function wordOf(value) {
  const node = asNode(value);
  if (node?.type === 'Identifier') return String(node.name);
  return textOf(node);
}

/**
 * @param {unknown} value
 * @returns {string | undefined} the text that a literal is, in whatever quotes; undefined for all else
 */
function textOf(value) {
  const node = asNode(value);
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || !Array.isArray(node.quasis) || node.quasis.length !== 1) return undefined;
  return node.quasis[0].value.cooked;
}

/**
 * @param {unknown} value
 * @returns {string | undefined} the property that is read: `b` of `a.b`, `a["b"]` and `a?.b`
 */
function propertyOf(value) {
  const node = asNode(value);
  if (node?.type !== 'MemberExpression') return undefined;
  return node.computed === true ? textOf(node.property) : wordOf(node.property);
}

/**
 * @param {string} file
 * @param {string} text of a script
 * @returns {Found[]}
 */
export function readScript(file, text) {
  /** @type {Found[]} */
  const found = [];
  /** @param {number} start @param {string} what @param {string} name */
  const report = (start, what, name) => found.push({ file, what, name, source: text.slice(start, start + 60) });
  /** @param {number} start @param {unknown} word */
  const checkWord = (start, word) => {
    const what = typeof word === 'string' ? WHY.get(word) : undefined;
    // Nothing is made of text by the methods that functions inherit.
    if (what === undefined || /^Function\.prototype\b/.test(text.slice(start, start + 20))) return;
    report(start, what, String(word));
  };
  /** @param {unknown} source */
  const checkImport = (source) => {
    const address = textOf(source);
    if (address === undefined) report(asNode(source)?.start ?? 0, 'imports what only it knows', 'import');
    else if (!/^\.{0,2}\//.test(address) || address.startsWith('//')) {
      report(asNode(source)?.start ?? 0, 'imports from elsewhere', address);
    }
  };
  /** @param {{ start: number, callee: unknown, arguments: unknown[] }} call */
  const checkCall = ({ start, callee, arguments: given }) => {
    const property = propertyOf(callee);
    const name = property ?? wordOf(callee);
    if (property === 'constructor') report(start, 'makes code from text', 'constructor');
    if (name !== undefined && TIMERS.has(name) && isText(given[0])) report(start, 'makes code from text', name);
    if (property === undefined && name === 'open') report(start, 'goes to an address', 'open');
    const object = asNode(asNode(callee)?.object);
    const whole = `${propertyOf(object) ?? wordOf(object)}.${property}`;
    if (whole === 'document.write') report(start, 'makes HTML of text', whole);
    if (GOES.test(whole)) report(start, 'goes to an address', whole);
    const attribute = property?.startsWith('setAttribute') ? given.map(textOf).find((one) => one !== undefined) : '';
    if (attribute && (ADDRESSES.has(attribute) || /^on/.test(attribute))) report(start, 'sets an address', attribute);
  };
  new Visitor({
    Identifier: (node) => checkWord(node.start, node.name),
    Literal: (node) => checkWord(node.start, node.value),
    TemplateElement: (node) => checkWord(node.start, node.value.cooked),
    CallExpression: checkCall,
    NewExpression: checkCall,
    AssignmentExpression: (node) => {
      const name = propertyOf(node.left) ?? wordOf(node.left);
      if (name !== undefined && ADDRESSES.has(name)) report(node.start, 'sets an address', name);
    },
    ObjectExpression: (node) => {
      for (const property of node.properties) {
        const name = property.type === 'Property' && !property.computed ? wordOf(property.key) : undefined;
        if (name !== undefined && ADDRESSES.has(name)) report(property.start, 'sets an address', name);
      }
    },
    ImportDeclaration: (node) => checkImport(node.source),
    ExportAllDeclaration: (node) => checkImport(node.source),
    ExportNamedDeclaration: (node) => node.source !== null && checkImport(node.source),
    ImportExpression: (node) => checkImport(node.source),
    DebuggerStatement: (node) => report(node.start, 'stops the debugger', 'debugger'),
  }).visit(parseSync(file, text).program);
  return found;
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it is surely a text
 */
function isText(value) {
  const node = asNode(value);
  if (textOf(node) !== undefined || node?.type === 'TemplateLiteral') return true;
  return node?.type === 'BinaryExpression' && (isText(node.left) || isText(node.right));
}
