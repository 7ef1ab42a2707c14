// @ts-check
/**
 * The frame script of a panel: runs in the panel's own process, with Firefox's rights, since nothing else reaches an
 * extension's panel. `inPanel` is sent there as text, so it stands on its own.
 *
 * @typedef {import('./gecko.d.ts').FrameScope} FrameScope
 * @typedef {import('./gecko.d.ts').ScriptError} ScriptError
 * @typedef {import('./gecko.d.ts').ConsoleCall} ConsoleCall
 * @typedef {import('./gecko.d.ts').Modifier} Modifier
 *
 * @typedef {object} Evaluation a function's text, run with one argument
 * @property {'evaluate'} act
 * @property {string} run
 * @property {string | undefined} argument JSON
 * @property {boolean} [isSandboxed] in a scope that the document cannot see, with the library of a `Load`; else the function
 *   runs among the document's own globals
 *
 * @typedef {object} Load what the sandbox needs, once for each document: it is long, and questions are many
 * @property {'load'} act
 * @property {string} library a script
 *
 * @typedef {object} MouseEvents
 * @property {'mouse'} act
 * @property {Omit<Evaluation, 'act'>} at gives `{ value: { x, y } }`, in CSS px; anything else stops the act and is its answer
 * @property {number} clicks 1 for a click, 2 for a double click
 *
 * @typedef {object} Key
 * @property {'key'} act
 * @property {string} key as the DOM names it
 * @property {readonly Modifier[]} modifiers
 *
 * @typedef {Evaluation | Load | MouseEvents | Key} Question
 *
 * @typedef {object} Answer
 * @property {string} [value] JSON; nothing for `undefined`
 * @property {string} [error]
 * @property {boolean} [lacksLibrary] nothing was done, for the document has no sandbox yet
 */

/**
 * Answers the questions of the browser's process, and tells it of the panel's errors.
 *
 * @param {FrameScope} scope
 */
export function inPanel({ frame, ChromeUtils, Services, Cc, Ci, Cu, WindowGlobalChild }) {
  const { event } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Event.sys.mjs');
  const { keyData } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/KeyData.sys.mjs');
  const consoleCalls = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);

  /** A task of its own, as between a person's events: the page's promises run meanwhile. */
  const nextTask = () => new Promise((resolve) => shown().setTimeout(resolve, 0));

  const nextFrame = () => new Promise((resolve) => shown().requestAnimationFrame(resolve));
  const WAIT = { value: JSON.stringify({ wait: 'it moves' }) };

  /** @returns {Window} */
  const shown = () => {
    if (!frame.content) throw new Error('The panel has no window.');
    return frame.content;
  };

  /** @type {WeakMap<Document, object>} */
  const sandboxes = new WeakMap();

  /**
   * @param {Omit<Evaluation, 'act'>} evaluation
   * @returns {Promise<Answer>}
   */
  const evaluate = async ({ run, argument, isSandboxed }) => {
    const window = shown();
    const sandbox = isSandboxed ? sandboxes.get(window.document) : openSandbox(window, false);
    if (!sandbox) return { lacksLibrary: true };
    const source = `(async () => JSON.stringify(await (${run})(${argument ?? ''})))()`;
    const value = await Cu.evalInSandbox(source, sandbox, 'latest', 'test', 1);
    return typeof value === 'string' ? { value } : {};
  };

  /**
   * @param {Window} window
   * @param {boolean} hasXrays whether it sees the browser's own objects, not what the page made of them
   */
  const openSandbox = (window, hasXrays) =>
    new Cu.Sandbox(window, {
      sandboxPrototype: window,
      sameZoneAs: window,
      wantXrays: hasXrays,
      wantComponents: false,
    });

  /** @param {Load} script */
  const load = ({ library }) => {
    const sandbox = openSandbox(shown(), true);
    Cu.evalInSandbox(library, sandbox);
    sandboxes.set(shown().document, sandbox);
    return {};
  };

  /**
   * The point is asked for again once the mouse is there: what was still moving, or moves under the mouse, is not hit.
   *
   * @param {MouseEvents} events
   * @returns {Promise<Answer>}
   */
  const mouse = async ({ at, clicks }) => {
    const first = await evaluate(at);
    const point = JSON.parse(first.value ?? '{}').value;
    if (!point) return first;
    /** @param {{ type: 'mousemove' | 'mousedown' | 'mouseup', clickCount?: number }} options */
    const send = (options) => event.synthesizeMouseAtPoint(point.x, point.y, { button: 0, ...options }, shown());
    await send({ type: 'mousemove' });
    // What the page does after it has drawn, as to scroll, is done then.
    for (let frames = 0; frames < 2; frames++) await nextFrame();
    const second = await evaluate(at);
    if (second.value !== first.value) return JSON.parse(second.value ?? '{}').value ? WAIT : second;
    for (let clickCount = 1; clickCount <= clicks; clickCount++) {
      await send({ type: 'mousedown', clickCount });
      await nextTask();
      await send({ type: 'mouseup', clickCount });
      await nextTask();
    }
    return first;
  };

  /** @param {Key} press */
  const key = async ({ key: name, modifiers }) => {
    const press = [...name].length === 1 ? keyData.getData(name) : { key: name, printable: false };
    const held = Object.fromEntries(modifiers.map((modifier) => [modifier, true]));
    for (const type of /** @type {const} */ (['keydown', 'keyup'])) {
      event.sendSingleKey({ ...press, ...held }, shown(), type);
      await nextTask();
    }
    return {};
  };

  /**
   * @param {Question} question
   * @returns {Answer | Promise<Answer>}
   */
  const answer = (question) => {
    if (question.act === 'evaluate') return evaluate(question);
    if (question.act === 'load') return load(question);
    return question.act === 'mouse' ? mouse(question) : key(question);
  };

  frame.addMessageListener('wwe-devtools:ask', async ({ data }) => {
    /** @type {{ id: string, question: Question }} */
    const { id, question } = JSON.parse(data);
    const result = await Promise.resolve()
      .then(() => answer(question))
      .catch((error) => ({ error: String(error) }));
    frame.sendAsyncMessage('wwe-devtools:answer', JSON.stringify({ id, ...result }));
  });

  /** @param {number | string} id of an inner window */
  const isOurs = (id) => {
    const context = WindowGlobalChild.getByInnerWindowId(Number(id))?.browsingContext;
    return context !== undefined && context.top === frame.docShell?.browsingContext;
  };
  /** @param {string} text */
  const report = (text) => frame.sendAsyncMessage('wwe-devtools:problem', text);

  /** @param {unknown} message */
  const hearError = (message) => {
    if (!(message instanceof Ci.nsIScriptError) || (message.flags & 1) === 1) return;
    if (isOurs(message.innerWindowID)) report(message.message);
  };
  /** @param {{ readonly wrappedJSObject: ConsoleCall }} call */
  const hearCall = ({ wrappedJSObject: call }) => {
    if (call.level === 'error' && isOurs(call.innerID)) report(call.arguments.map(String).join(' '));
  };

  const errors = { observe: hearError };
  Services.console.getMessageArray().forEach(hearError);
  Services.console.registerListener(errors);
  consoleCalls.getEvents().forEach(hearCall);
  consoleCalls.addLogEventListener(hearCall, Services.scriptSecurityManager.getSystemPrincipal());
  frame.addEventListener('unload', () => {
    Services.console.unregisterListener(errors);
    consoleCalls.removeLogEventListener(hearCall);
  });
}
