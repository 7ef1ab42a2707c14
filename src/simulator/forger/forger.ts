/**
 * A window that is neither WWE nor a client page: posts to a client frame whatever the host page tells it to
 * (docs/protocol.md#simulator-faults, forged messages). Served from an origin of its own.
 */
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const order = event.data;
  if (event.source !== window.parent || typeof order !== 'object' || order === null) return;
  if (!('forge' in order) || !('frame' in order) || typeof order.frame !== 'number') return;
  window.parent.frames[order.frame]?.postMessage(order.forge, '*');
});
// Tells the host page that orders are heard from now on.
window.parent.postMessage('forger ready', '*');
