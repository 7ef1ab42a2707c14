/** A frame whose window its parent has in hand before the frame's page comes. Runs in a client page: whole in itself. */

/** Makes such a frame at an address of this origin, patches what the probe could use. @returns what of the probe's came into its hands */
export async function patchedFrame(address: string): Promise<readonly string[]> {
  const stolen: string[] = [];
  const frame = document.createElement('iframe');
  // On its way: until the page comes the window is empty, and stays the same if both are of one origin (platform.md).
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
