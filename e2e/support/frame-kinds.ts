/** Every kind of frame that a page can put a client into, and the smallest client. */

/** A client without a library, as small as a page can have one: subscribes and counts what it hears. */
export const CLIENT = `
  let heard = 0;
  window.heard = () => heard;
  addEventListener('message', (event) => { if (event.data && event.data.event === 'interaction') heard += 1; });
  const where = window.opener || window.parent;
  where.postMessage({ event: 'subscribe', data: 'interaction', referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 }, '*');
`;

/** Every kind of frame that a page can put a client into; each adds one, with this code in it, to WWE's own window. */
export const KINDS = {
  'about:blank, written by script': (code: string) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const script = frame.contentDocument?.createElement('script');
    if (!script) throw new Error('no document');
    script.textContent = code;
    frame.contentDocument?.body.append(script);
  },
  'document.open in about:blank': (code: string) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument?.open();
    frame.contentDocument?.write(`<title>written</title><script>${code}</script>`);
    frame.contentDocument?.close();
  },
  srcdoc: (code: string) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>${code}</script>`;
    document.body.append(frame);
  },
  'sandboxed srcdoc': (code: string) => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    frame.srcdoc = `<script>${code}</script>`;
    document.body.append(frame);
  },
  'blob:': (code: string) => {
    const frame = document.createElement('iframe');
    frame.src = URL.createObjectURL(new Blob([`<script>${code}</script>`], { type: 'text/html' }));
    document.body.append(frame);
  },
  'in a shadow root': (code: string) => {
    const host = document.createElement('div');
    document.body.append(host);
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>${code}</script>`;
    host.attachShadow({ mode: 'closed' }).append(frame);
  },
} as const;
