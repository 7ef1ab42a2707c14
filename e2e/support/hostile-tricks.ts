/** How a page could try to find the extension, to speak in its name, or to silence it. Each runs in a client page. */

/** @param base address of the extension's files @returns what gave the extension away */
export async function detect(base: string): Promise<readonly string[]> {
  const found: string[] = [];
  if (document.documentElement.outerHTML.includes(new URL(base).host)) found.push('element');
  for (const file of [
    'manifest.json',
    'src/panel/panel.html',
    'src/bridge/bridge.iife.js',
    'src/probe/probe.iife.js',
    'icons/16.png',
    'relay.js',
  ]) {
    await fetch(base + file).then(
      () => found.push(`fetched ${file}`),
      () => {},
    );
    const load = (element: HTMLElement) =>
      new Promise<void>((resolve) => {
        element.addEventListener('load', () => resolve(void found.push(`loaded ${file}`)));
        element.addEventListener('error', () => resolve());
        document.body.append(element);
      });
    if (file.endsWith('.png')) await load(Object.assign(document.createElement('img'), { src: base + file }));
    if (file.endsWith('.js')) await load(Object.assign(document.createElement('script'), { src: base + file }));
  }
  for (const name of ['chrome', 'browser']) {
    const runtime = Object(Object(Reflect.get(window, name)).runtime);
    for (const key of ['connect', 'sendMessage', 'getURL', 'id', 'onMessage', 'onConnect'])
      if (runtime[key] !== undefined) found.push(`${name}.runtime.${key}`);
  }
  for (const key of Reflect.ownKeys(window)) if (/wwe-?devtools/i.test(String(key))) found.push(String(key));
  if (String(new Error().stack).includes('extension')) found.push('stack');
  return found;
}

/** Hands ports to whoever takes them, and posts notes on them. @returns by kind of window, whether somebody took it */
export async function forgeNotes(): Promise<Readonly<Record<string, boolean>>> {
  const offer = (place: Window & typeof globalThis): boolean => {
    let taken = false;
    for (const target of [place.document, place]) {
      const { port1, port2 } = new place.MessageChannel();
      const event = new place.MessageEvent('wwe-devtools-notes', { ports: [port2], cancelable: true, bubbles: true });
      taken ||= !target.dispatchEvent(event);
      const message = { request: 'forged.by.page', referenceId: 'f', userAgent: 'WWE Client', protocolVersion: 2 };
      port1.postMessage([
        ['client', 1, 0, null],
        ['called', 1, 0, 'at page', message, 0, true, true, null],
      ]);
    }
    return taken;
  };
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const inside = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inside) throw new Error('The frame has no window.');
  const blank = offer(inside);
  inside.document.open();
  const written = offer(inside);
  inside.document.close();
  const other = document.createElement('iframe');
  other.srcdoc = '<p>there</p>';
  await new Promise((resolve) => {
    other.addEventListener('load', resolve);
    document.body.append(other);
  });
  const srcdoc = offer(other.contentWindow as Window & typeof globalThis);
  return { window: offer(window), blank, written, srcdoc };
}

/** Does whatever could keep a listener from hearing. */
export function silence(): void {
  for (const type of ['pagehide', 'pageshow'])
    for (const persisted of [true, false]) window.dispatchEvent(new PageTransitionEvent(type, { persisted }));
  for (const type of ['unload', 'beforeunload', 'freeze', 'visibilitychange']) {
    window.dispatchEvent(new Event(type));
    document.dispatchEvent(new Event(type));
  }
  for (const type of ['message', 'messageerror', 'wwe-devtools-notes']) {
    window.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
    document.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  }
  const last = window.setTimeout(() => {}, 0);
  for (let id = 0; id <= last; id += 1) clearTimeout(id);
  for (const place of [
    EventTarget.prototype,
    MessagePort.prototype,
    MutationObserver.prototype,
    AbortController.prototype,
    Promise.prototype,
  ])
    for (const key of Reflect.ownKeys(place)) {
      if (key === 'constructor') continue;
      // Getters included: whoever asks the page's world from here on gets nothing.
      Reflect.defineProperty(place, key, { configurable: true, writable: true, value: () => undefined });
    }
  Reflect.set(window, 'AbortController', undefined);
  Reflect.set(window, 'MessageEvent', undefined);
  Reflect.set(window, 'opener', window);
  Reflect.defineProperty(window, 'isTrusted', { value: false });
}
