// @ts-check
/**
 * Two clients that are alike: one where WWE's library puts its own, which the probe watches, and one where nobody looks.
 * As the library's, they stamp each message, post it and start the timer of the answer (docs/protocol.md#sending).
 */
(() => {
  /** @typedef {(message: Record<string, unknown>) => void} Callback */

  function makeClient() {
    let count = 0;
    /** @type {Map<unknown, { success: Callback, failure: Callback | undefined, timer: number }>} */
    const pending = new Map();
    /** @type {Map<string, Callback>} */
    const handlers = new Map();
    return {
      /** @param {Record<string, unknown>} message @param {Callback} [success] @param {Callback} [failure] */
      sendMessage(message, success, failure) {
        message.referenceId = String(count++);
        message.userAgent = 'WWE Client';
        message.protocolVersion = 2;
        parent.postMessage(message, '*');
        if (success) {
          const timer = window.setTimeout(() => failure?.(message), 10_000);
          pending.set(message.referenceId, { success, failure, timer });
        }
        return message.referenceId;
      },
      /** @param {string[]} names @param {Callback} handler */
      subscribe(names, handler) {
        for (const name of names) handlers.set(name, handler);
      },
      unsubscribe() {},
      /** @param {string} name @param {Record<string, unknown>} message */
      deliver: (name, message) => handlers.get(name)?.(message),
      forget() {
        for (const { timer } of pending.values()) clearTimeout(timer);
        pending.clear();
      },
    };
  }

  /** @param {number} n */
  function makeMessage(n) {
    /** @type {Record<string, string>} */
    const userData = {};
    for (let key = 0; key < 40; key += 1)
      userData[`Key_${String(key).padStart(2, '0')}`] = `value ${n + key} of this call`;
    return { request: 'interaction.setUserData', parameters: [String(n), userData] };
  }

  const { port1: port } = new MessageChannel();
  const bare = makeClient();
  const watched = makeClient();
  // As the library leaves them (docs/protocol.md#life-of-a-client).
  Object.assign(window, { genesys: { wwe: { service: watched } }, ServiceClientAPI: class {} });
  const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let handled = 0;
  const handler = () => {
    handled += 1;
  };
  const isReady = new Promise((resolve) => addEventListener('load', () => setTimeout(resolve, 50))).then(async () => {
    for (const client of [bare, watched]) client.subscribe(['interaction'], handler);
    if (parent === window) return;
    // In WWE's window (`desktop.html`): what it answers tells the extension that requests are seen there.
    const answered = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
    bare.sendMessage({ request: 'bench.ready' });
    await answered;
    await pause(100);
  });

  Object.assign(window, {
    bench: {
      isReady,
      /** Events handled so far. */
      events: () => handled,
      /**
       * Calls one of the clients. The turn's end belongs to it: there the probe posts what it noted.
       *
       * @param {'bare' | 'watched' | 'copied'} which `copied`: bare, and then a copy of the messages goes to a port
       * @param {number} count
       * @returns {Promise<number>} ms of one call
       */
      async call(which, count) {
        const client = which === 'watched' ? watched : bare;
        const messages = Array.from({ length: count }, (_, n) => makeMessage(n));
        const success = () => {};
        const failure = () => {};
        await pause(100);
        const started = performance.now();
        for (const message of messages) client.sendMessage(message, success, failure);
        // In pieces, as the probe posts them: a thousand in one go cost more.
        for (let n = 0; which === 'copied' && n < count; n += 64) port.postMessage(messages.slice(n, n + 64));
        await undefined;
        await undefined;
        const took = performance.now() - started;
        client.forget();
        await pause(200);
        return took / count;
      },
      /**
       * Has one of the clients call its handler.
       *
       * @param {'bare' | 'watched'} which
       * @param {number} count
       * @returns {Promise<number>} ms of one event
       */
      async handle(which, count) {
        const client = which === 'bare' ? bare : watched;
        const message = { ...makeMessage(0), event: 'interaction' };
        await pause(100);
        const started = performance.now();
        for (let n = 0; n < count; n += 1) client.deliver('interaction', message);
        await undefined;
        await undefined;
        const took = performance.now() - started;
        await pause(200);
        return took / count;
      },
    },
  });
})();
