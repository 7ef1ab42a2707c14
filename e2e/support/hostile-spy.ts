/** A page that writes down each time that code of its own runs, to be compared with and without the tool. */

/** `window.spy` in such a page. */
export interface Spy {
  /** Adds a line. Runs nothing that a page could have changed. */
  note(line: string): void;
  /** Adds a line, and is `value`. */
  tell<Value>(line: string, value: Value): Value;
  /** A proxy of `target` that notes each of its traps, and what they were asked for. */
  spied<Value extends object>(name: string, target: Value): Value;
  /** Puts a function in the place of `holder[key]` that notes each call, and then does the same. */
  overhear(name: string, holder: object, key: PropertyKey): void;
  /** One call of a client, until a callback ran. */
  ask(message: object, client?: object): Promise<unknown>;
  /**
   * Resolves when WWE, which answers in the order of the requests, has answered all that were sent, and the tool, which tells
   * at most every 50 ms, must have told what it had to tell.
   */
  settle(): Promise<void>;
}

/** A case: what runs before the library's script, and what runs after it. Each must be whole in itself. */
export interface SpyCase {
  readonly before?: (spy: Spy) => void;
  readonly after: (spy: Spy) => Promise<void> | void;
  /**
   * Lines that only the tool causes and that nothing can avoid (SECURITY.md): a proxy cannot be told from any other object
   * without asking it, and the language itself asks a proxy that our disguise stands for whether the disguise is true to it.
   */
  readonly unavoidable?: RegExp;
}

/** Runs first in the page, before any other script of it. Must be whole in itself. */
export function installSpy(): void {
  const { apply, defineProperty } = Reflect;
  const natives = { ...Reflect };
  const NativePromise = Promise;
  const NativeProxy = Proxy;
  const textOf = String;
  const later = setTimeout.bind(window);
  const post = parent.postMessage.bind(parent);
  for (const name of Object.getOwnPropertyNames(Reflect))
    Object.assign(natives, { [name]: Reflect.get(Reflect, name) });
  const traps: string[] = Object.getOwnPropertyNames(Reflect);
  // Taken before a case can put something else in its place.
  const dataOf = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get ?? (() => undefined);
  let log = '';
  let asked = 0;
  let onAnswer = () => {};
  window.addEventListener('message', (event) => {
    if (Object(apply(dataOf, event, [])).referenceId === `settle ${asked}`) onAnswer();
  });
  const note = (line: string) => {
    log += `${line}\n`;
  };
  const keyOf = (given: unknown[]) =>
    given.length > 1 && (typeof given[1] === 'string' || typeof given[1] === 'symbol') ? textOf(given[1]) : '';
  const spy: Spy = {
    note,
    tell(line, value) {
      note(line);
      return value;
    },
    spied(name, target) {
      const handler = Object.create(null);
      for (const trap of traps) {
        handler[trap] = (...given: unknown[]) => {
          note(`${name}: ${trap} ${keyOf(given)}`);
          return apply(Object(natives)[trap], undefined, given);
        };
      }
      return new NativeProxy(target, handler);
    },
    overhear(name, holder, key) {
      const found = natives.getOwnPropertyDescriptor(holder, key);
      const original = found?.value;
      const heard = function (this: unknown, ...given: unknown[]) {
        note(`${name} called`);
        return new.target ? natives.construct(original, given) : apply(original, this, given);
      };
      defineProperty(holder, key, { ...found, value: heard });
    },
    ask: (message, client = Object(Reflect.get(window, 'service'))) =>
      new NativePromise((resolve) => Object(client).sendMessage(message, resolve, resolve)),
    settle: () =>
      new NativePromise((resolve) => {
        asked += 1;
        onAnswer = () => later(resolve, 200);
        post(
          { userAgent: 'WWE Client', protocolVersion: 2, request: 'agent.get', referenceId: `settle ${asked}` },
          '*',
        );
      }),
  };
  Object.assign(window, {
    spy,
    report: (name: string) => post({ report: name, log }, '*'),
  });
  window.addEventListener('error', ({ message, filename, lineno, colno }) =>
    note(`error: ${message} at ${filename.replace(/.*\//, '')}:${lineno}:${colno}`),
  );
}
