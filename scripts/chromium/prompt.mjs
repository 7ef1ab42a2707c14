// @ts-check
/**
 * Presses the buttons of Chromium's own prompts, which no page and no debugger of pages can reach. They are views of the
 * browser: Chromium shows these to its own developers over a WebSocket ("UI DevTools"), which can press them as well.
 */
import { createServer } from 'node:net';
import WebSocket from 'ws';
import { waitFor } from '../wait.mjs';

/** How long a prompt may take to come, in ms. */
const SHOWN_WITHIN = 20_000;
/**
 * Chromium heeds no press in the first half second of a prompt, nor for half a second after such a press, and nothing
 * tells when that is over: a person would press again after some time, in ms, and so often.
 */
const HEEDED_WITHIN = 1_500;
const PRESSES = 10;
/** The prompt that asks for access to sites. */
const PROMPT = 'ExtensionInstallDialogView';

/** @typedef {{ nodeId: number, nodeName: string, attributes?: string[], children?: UiNode[] }} UiNode */

/** @returns {Promise<number>} a port of this machine that nobody listens at */
export async function findFreePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

/**
 * @param {number} port where Chromium shall show its views
 * @returns {string[]} the switches for it
 */
export function promptSwitches(port) {
  return [`--enable-ui-devtools=${port}`, '--enable-features=ui-debug-tools-enable-synthetic-events'];
}

/**
 * Waits for the prompt and presses one of its buttons.
 *
 * @param {number} port
 * @param {boolean} isYes
 * @returns {Promise<void>} once the prompt is gone
 */
export async function answerChromiumPrompt(port, isYes) {
  const { send, close } = await connect(port);
  try {
    await send('DOM.enable', {});
    /** @type {UiNode[] | undefined} */
    let buttons = await waitFor('the prompt for access', SHOWN_WITHIN, () => findButtons(send));
    for (let left = PRESSES; buttons; left -= 1) {
      if (left === 0) throw new Error('The prompt for access does not go.');
      // Cancel comes first, as Chromium orders buttons on Linux.
      const button = isYes ? buttons.at(-1) : buttons[0];
      for (const type of ['mousePressed', 'mouseReleased']) {
        await send('DOM.dispatchMouseEvent', {
          nodeId: button?.nodeId,
          event: { type, x: 5, y: 5, button: 'left', wheelDirection: 'none' },
        });
      }
      await waitFor('the prompt to go', HEEDED_WITHIN, async () =>
        (await findButtons(send)) ? undefined : true,
      ).catch(() => {});
      buttons = await findButtons(send);
    }
  } finally {
    close();
  }
}

/** @param {(method: string, params: object) => Promise<unknown>} send */
async function findButtons(send) {
  const { root } = /** @type {{ root: UiNode }} */ (await send('DOM.getDocument', {}));
  const prompt = nodesIn(root).find(
    ({ nodeName, attributes }) => nodeName === 'Window' && attributes?.includes(PROMPT),
  );
  const buttons = prompt && nodesIn(prompt).filter(({ attributes }) => attributes?.includes('MdTextButton'));
  return buttons?.length === 2 ? buttons : undefined;
}

/** @param {UiNode} node @returns {UiNode[]} it and all below it, in the order of the screen */
function nodesIn(node) {
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}

/** @param {number} port */
async function connect(port) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/0`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  /** @type {Map<number, { resolve: (result: unknown) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  socket.on('message', (text) => {
    const { id, result, error } = JSON.parse(String(text));
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`Chromium's views: ${error.message}`));
    else asked?.resolve(result);
  });
  let last = 0;
  return {
    /** @param {string} method @param {object} params @returns {Promise<unknown>} */
    send: (method, params) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
