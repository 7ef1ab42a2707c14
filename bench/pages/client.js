// @ts-check
/**
 * The client page. `?client=lean` reads each message and calls a handler; `shipped` also writes each message of WWE to
 * the console, as WWE's library does; `foreign` is a page that WWE never spoke to. It is a classic script, and small.
 */
(() => {
  const sort = new URLSearchParams(location.search).get('client');
  let handled = 0;
  let wanted = Number.POSITIVE_INFINITY;
  /** @type {() => void} */
  let ready = () => {};
  /** @type {(at: number) => void} */
  let done = () => {};
  /** @type {Promise<void>} */
  const isReady = new Promise((resolve) => {
    ready = resolve;
  });

  const handler = () => {
    handled += 1;
    if (handled === wanted) done(Date.now());
  };

  addEventListener('message', ({ data }) => {
    const isWwe = typeof data.userAgent === 'string' && data.userAgent.includes('WWE');
    if (isWwe && sort === 'shipped') console.log(JSON.stringify(data, null, 2));
    if (data.referenceId) ready();
    else if (data.event || data.type) handler();
  });

  Object.assign(window, {
    bench: {
      /** Resolves when the page has WWE's answer to its subscription. */
      isReady,
      /**
       * @param {number} count
       * @returns {Promise<number>} when that many were handled, ms since the epoch
       */
      handled(count) {
        wanted = count;
        return new Promise((resolve) => {
          if (handled >= count) resolve(Date.now());
          done = resolve;
        });
      },
      /**
       * Loads plain documents one after another, and removes each.
       *
       * @param {number} count
       */
      async load(count) {
        for (let n = 0; n < count; n += 1) {
          const frame = document.createElement('iframe');
          frame.src = 'plain.html';
          await new Promise((resolve) => {
            frame.onload = resolve;
            document.documentElement.append(frame);
          });
          frame.remove();
        }
      },
    },
  });

  if (sort === 'foreign') ready();
  else {
    const stamp = { userAgent: 'WWE Client', protocolVersion: 2 };
    parent.postMessage({ event: 'subscribe', data: 'interaction', referenceId: '0', ...stamp }, '*');
  }
})();
