/** A frame whose window its parent has in hand before the frame's page comes. Runs in a client page: whole in itself. */

/** Makes such a frame at an address of this origin, patches what the probe could use. @returns what of the probe's came into its hands */
export async function patchedFrame(address: string): Promise<readonly string[]> {
  const stolen: string[] = [];
  const frame = document.createElement('iframe');
  // On its way: until the page comes the window is empty, and stays the same if both are of one origin
  // (docs/platform.md#what-a-parent-can-do-to-a-frame).
  frame.src = address;
  document.body.append(frame);
  const inside = Object(frame.contentWindow);
  const before = inside.document;
  const take = (name: string, holder: object, key: string) => {
    const original = Object(holder)[key];
    Object.defineProperty(holder, key, {
      configurable: true,
      writable: true,
      value: function (this: unknown, ...given: unknown[]) {
        stolen.push(`${name} ${given.map((one) => Object.prototype.toString.call(one))}`);
        if (name === 'postMessage of a port') {
          // In the probe's voice.
          const lie = { request: 'a.lie', referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 };
          Reflect.apply(original, this, [[['called', 1, 0, 'at a lie', lie, 0, true, true, null]]]);
        }
        return new.target ? Reflect.construct(original, given) : Reflect.apply(original, this, given);
      },
    });
  };
  take('postMessage of a port', inside.MessagePort.prototype, 'postMessage');
  take('dispatchEvent', inside.EventTarget.prototype, 'dispatchEvent');
  take('MessageChannel', inside, 'MessageChannel');
  take('MessageEvent', inside, 'MessageEvent');
  // Listeners of the window stay, too: it hears of the port before the document does.
  inside.addEventListener('wwe-devtools-notes', () => stolen.push('the event'), true);
  inside.Object.prototype.polluted = 'yes';
  inside.marked = true;
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  if (inside.marked !== true || inside.document === before) throw new Error('The window was not kept.');
  const service = Object(inside.service);
  service.sendMessage?.({ request: 'agent.get' });
  inside.postMessage({ event: 'once', userAgent: 'WWE Server', protocolVersion: 2 }, '*');
  return stolen;
}

/**
 * Poses as WWE to a frame of its own: repeats what WWE tells this page to it, with other user data, and keeps what comes
 * back in `window.gotFromChild`. @param address of the frame's page
 */
export async function repeatChanged(address: string): Promise<void> {
  const child = document.createElement('iframe');
  child.src = address;
  document.body.append(child);
  await new Promise((resolve) => child.addEventListener('load', resolve, { once: true }));
  const got: unknown[] = [];
  Reflect.set(window, 'gotFromChild', got);
  const say = (message: unknown) => child.contentWindow?.postMessage(message, '*');
  // The frame knows nothing of any interaction, and is the first to which a WWE has spoken.
  say({ frameId: 'first', userAgent: 'WWE Server', protocolVersion: 2 });
  window.addEventListener('message', ({ source, data }) => {
    if (source === child.contentWindow) got.push(data);
    if (source !== window.parent || Object(Object(data).data).interaction === undefined) return;
    const changed = structuredClone(data);
    changed.data.interaction.userData = { Segment: 'stolen' };
    say(changed);
  });
}

/** What the frame of `repeatChanged` was made to ask: services and verbs. Runs in the page around it. */
export function gotFromChild(): readonly string[] {
  const got: readonly unknown[] = Object(Reflect.get(window, 'gotFromChild'));
  return Array.from(got, (message) => String(Object(message).request ?? Object(message).event));
}
