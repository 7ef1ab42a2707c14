/** What hostile pages do to others. Each runs in a window of a page: it must be whole in itself. */

/** Posts messages of every kind in WWE's voice, for each reference id. */
export interface Forgery {
  readonly ids: readonly string[];
  readonly words: readonly string[];
}

/** The code of a window that posts forged messages to `target`, an expression. */
export function forgerCode(target: string, { ids, words }: Forgery): string {
  // It may stand in a script element.
  const given = JSON.stringify([ids, words]).replaceAll('<', '\\u003c');
  return `(${forge})(${target}, ...${given});`;
}

function forge(target: Window, ids: readonly string[], words: readonly string[]): void {
  const stamp = { userAgent: 'WWE Server', protocolVersion: 2 };
  const interaction = {
    interactionId: 'forged',
    interactionUUID: 'FORGED',
    caseId: 'f',
    state: 'TALKING',
    media: 'voice',
  };
  const all: unknown[] = [{ ...stamp, frameId: 'forged' }, 'wweForged', { ...stamp, odd: true }];
  for (const eventType of ['ADDED', 'RINGING', 'REMOVED', 'ATTACHED_DATA_CHANGED'])
    all.push({ ...stamp, event: 'interaction', data: { eventType, interaction } });
  for (const name of ['agent', 'media', 'markdone', 'case', 'system', ...words])
    all.push({ ...stamp, event: name, data: { interactionId: '1' } });
  for (const referenceId of ids) {
    all.push({ ...stamp, referenceId, data: [interaction], subscriptionId: 'forged' });
    all.push({ ...stamp, referenceId, errorMessage: 'forged' });
    all.push({
      request: 'interaction.markdone',
      parameters: ['1'],
      referenceId,
      userAgent: 'WWE Client',
      protocolVersion: 2,
    });
    all.push({ event: 'unsubscribe', data: 'forged', referenceId, userAgent: 'WWE Client', protocolVersion: 2 });
  }
  // The link's own words, which only ports of the extension carry.
  const command = {
    ref: 'x',
    verb: 'request',
    name: 'voice.dial',
    parameters: '["666"]',
    to: null,
    origin: '*',
  };
  for (const t of ['hello', 'more', 'pull', 'order', 'piece', 'bye', 'leave', 'done'])
    all.push({ t, after: 0, max: 1, id: '1', order: { want: 'send', command }, first: 1, last: 1, text: '' });
  for (const wwe of ['hello', 'announce', 'rest', 'greet', 'relayed'])
    all.push({ wwe, tab: 1, frame: 0, document: 'x', messages: [], info: {}, seen: true });
  for (const one of all) target.postMessage(one, '*');
}

/** Windows that `openForgers` makes, by kind. */
export const FORGERS = ['blank', 'blob', 'data', 'named opener', 'sandboxed', 'shadow', 'srcdoc'] as const;

/** Makes windows of every kind, each with `code` in it; those that ran are named in `window.forgers`. */
export function openForgers(code: string): void {
  const ran: unknown[] = [];
  Reflect.set(window, 'forgers', ran);
  window.addEventListener('message', ({ data }) => {
    const kind: unknown = Object(data).forger;
    if (kind !== undefined) ran.push(kind);
  });
  const scriptOf = (kind: string) =>
    `<script>${code};parent.postMessage({forger:${JSON.stringify(kind)}},'*')</script>`;
  const make = (set: (frame: HTMLIFrameElement) => void, root: Element | ShadowRoot = document.body) => {
    const frame = document.createElement('iframe');
    set(frame);
    root.append(frame);
    return frame;
  };
  make((frame) => {
    frame.srcdoc = scriptOf('srcdoc');
  });
  make((frame) => {
    frame.sandbox.add('allow-scripts');
    frame.srcdoc = scriptOf('sandboxed');
  });
  make((frame) => {
    frame.src = `data:text/html,${encodeURIComponent(scriptOf('data'))}`;
  });
  make((frame) => {
    frame.src = URL.createObjectURL(new Blob([scriptOf('blob')], { type: 'text/html' }));
  });
  make((frame) => {
    frame.name = 'opener';
    frame.srcdoc = scriptOf('named opener');
  });
  const host = document.body.appendChild(document.createElement('div'));
  make(
    (frame) => {
      frame.srcdoc = scriptOf('shadow');
    },
    host.attachShadow({ mode: 'closed' }),
  );
  make(() => {}).contentDocument?.write(scriptOf('blank'));
}

/** Opens a pop-up with `code` in it. */
export function openForgingPopup(code: string): void {
  const end = "opener.postMessage({forger:'pop-up'},'*')";
  window.open('', '', 'popup')?.document.write(`<script>${code};${end}</script>`);
}
