// @ts-check
/** WWE's window for the page of calls: answers its first request, by which the client's window knows who it is. */
(() => {
  const frame = document.getElementById('client');
  if (!(frame instanceof HTMLIFrameElement)) throw new Error('The page has no frame.');
  addEventListener('message', ({ data, source }) => {
    if (data.request !== 'bench.ready') return;
    const answer = { referenceId: data.referenceId, data: null, userAgent: 'WWE Server', protocolVersion: 2 };
    source?.postMessage(answer, { targetOrigin: '*' });
  });
  // Another site, and so a process of its own, as in the field.
  frame.src = `http://127.0.0.1:${location.port}/calls.html`;
})();
