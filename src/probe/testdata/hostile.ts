/** Clients, callbacks and messages as odd as a page can make them, each made anew for each world, and all that can be seen of them. */
import { vi } from 'vitest';

type Callable = (...given: unknown[]) => unknown;

/** What the page and its client see, in order. */
export type Log = unknown[];

/** A text for a value by which two worlds can be compared: runs nothing of the value's that could throw unseen. */
export function tell(value: unknown): string {
  if (typeof value === 'object' || typeof value === 'function') {
    if (value === null) return 'null';
    try {
      return `${typeof value} ${Object.prototype.toString.call(value)}`;
    } catch {
      return `${typeof value} that throws`;
    }
  }
  return `${typeof value} ${String(value)}`;
}

/** What can be told of a function that was given to a client: the library keys handlers by their text. */
function tellCallback(value: unknown): readonly unknown[] {
  const ask = (work: () => unknown) => {
    try {
      const result = work();
      return typeof result === 'function' || typeof result === 'object' ? tell(result) : result;
    } catch (error) {
      return `threw ${String(error)}`;
    }
  };
  if (typeof value !== 'function') return [tell(value)];
  return [
    tell(value),
    ask(() => String(value)),
    ask(() => value.name),
    ask(() => value.length),
    ask(() => JSON.stringify(Reflect.ownKeys(value).map(String))),
    ask(() => Object.isFrozen(value)),
    ask(() => Object.getPrototypeOf(value) === Function.prototype),
    ask(() => Reflect.get(value, 'mark')),
    ask(() => 'prototype' in value),
  ];
}

const trouble = new Error('on purpose');

/** Functions by the names of their oddities. */
export const CALLBACKS: Readonly<Record<string, (log: Log) => unknown>> = {
  plain: (log) =>
    function (this: unknown, ...given: unknown[]) {
      log.push(['plain', tell(this), given.map(tell)]);
      return 5;
    },
  thrower: (log) => (message: unknown) => {
    log.push(['thrower', tell(message)]);
    throw trouble;
  },
  'thrower of nothing': () => () => {
    throw undefined;
  },
  bound: (log) =>
    function (this: unknown, ...given: unknown[]) {
      log.push(['bound', tell(this), given.length]);
    }.bind({ own: true }),
  async: (log) => async (message: unknown) => void log.push(['async', tell(message)]),
  generator: () =>
    function* () {
      yield 1;
    },
  class: () => class Handler {},
  proxy: (log) =>
    new Proxy((message: unknown) => void log.push(['proxy', tell(message)]), {
      apply(target, self, given) {
        log.push('trap');
        return Reflect.apply(target, self, given);
      },
    }),
  revoked: () => {
    const { proxy, revoke } = Proxy.revocable(() => {}, {});
    revoke();
    return proxy;
  },
  frozen: (log) => Object.freeze(Object.assign((m: unknown) => void log.push(['frozen', tell(m)]), { mark: 1 })),
  'own text': (log) => Object.assign((m: unknown) => void log.push(['text', tell(m)]), { toString: () => 'same' }),
  'text that throws': (log) =>
    Object.assign((m: unknown) => void log.push(['no text', tell(m)]), {
      toString() {
        throw trouble;
      },
    }),
  'no prototype': (log) => Object.setPrototypeOf((m: unknown) => void log.push(['bare', tell(m)]), null),
  spy: () => vi.fn(),
  number: () => 7,
  object: () => ({ call: 1, apply: 2 }),
  nothing: () => undefined,
};

function circle(): unknown {
  const value: Record<string, unknown> = {};
  value.own = value;
  return value;
}

/** Messages and events by the names of their oddities. */
export const MESSAGES: Readonly<Record<string, (log: Log) => unknown>> = {
  accessors: (log) => ({
    request: 'a.b',
    get parameters() {
      log.push('accessor');
      return [{ a: 1 }];
    },
  }),
  'an accessor within': (log) => ({
    request: 'a.b',
    parameters: [
      1,
      {
        deep: {
          get value() {
            log.push('accessor within');
            return log.length;
          },
        },
      },
    ],
  }),
  'an accessor that throws': (log) => ({
    request: 'a.b',
    get referenceId() {
      log.push('accessor that throws');
      throw trouble;
    },
  }),
  'names with texts of their own': (log) => [
    {
      toString() {
        log.push('text');
        return 'interaction';
      },
    },
  ],
  request: () => ({ request: 'agent.get', parameters: [1] }),
  event: () => ({ userAgent: 'WWE Server', event: 'interaction', data: {} }),
  frozen: () => Object.freeze({ request: 'a.b' }),
  null: () => null,
  nothing: () => undefined,
  text: () => 'wwe',
  symbol: () => Symbol.iterator,
  huge: () => 2n ** 70_000n,
  circle,
  bare: () => Object.create(null),
  function: () => ({ request: () => {} }),
  promise: () => ({ request: 'x', parameters: [Promise.resolve()] }),
  polluted: () => JSON.parse('{"__proto__": {"polluted": 1}, "event": {"toString": 1}}'),
  revoked: () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'refusing proxy': () =>
    new Proxy(
      {},
      {
        get() {
          throw trouble;
        },
        ownKeys() {
          throw trouble;
        },
        getOwnPropertyDescriptor() {
          throw trouble;
        },
        getPrototypeOf() {
          throw trouble;
        },
      },
    ),
  'proxy in it': () => ({ request: 'x', parameters: [new Proxy([], {})] }),
  'long name': () => ({ event: 'e'.repeat(10_000), request: 'r'.repeat(10_000) }),
  'names in an odd list': () => [Symbol('a'), { toString: 1 }, null, 'interaction', circle()],
};

type Methods = Readonly<Record<'sendMessage' | 'subscribe' | 'unsubscribe' | 'unload', Callable>>;

/** A client's methods, which keep what they are given and tell what they saw. */
function methods(log: Log, kept: Callable[]): Methods {
  const keep = (value: unknown) => {
    if (typeof value === 'function') kept.push((...given) => Reflect.apply(value, { called: true }, given));
  };
  let count = 0;
  return {
    sendMessage(this: unknown, ...given: unknown[]) {
      log.push(['sendMessage', tell(this), given.length, tell(given[0]), ...given.slice(1).map(tellCallback)]);
      given.slice(1).forEach(keep);
      if (given[0] === null) throw trouble;
      // As `postMessage` does.
      structuredClone(given[0]);
      count += 1;
      return `${count}`;
    },
    subscribe(this: unknown, ...given: unknown[]) {
      log.push(['subscribe', tell(this), given.length, tell(given[0]), tellCallback(given[1])]);
      keep(given[1]);
    },
    unsubscribe(this: unknown, ...given: unknown[]) {
      log.push(['unsubscribe', tell(this), given.length, tellCallback(given[0])]);
    },
    unload(this: unknown, ...given: unknown[]) {
      log.push(['unload', tell(this), given.length]);
      return trouble;
    },
  };
}

function define(holder: object, made: Methods, more: PropertyDescriptor): object {
  for (const [key, value] of Object.entries(made)) {
    const flags = { enumerable: true, configurable: true, ...more };
    Object.defineProperty(
      holder,
      key,
      'get' in more ? { ...flags, get: () => value } : { writable: true, ...flags, value },
    );
  }
  return holder;
}

const refusing = (refused: keyof ProxyHandler<object>): ProxyHandler<object> => ({
  [refused]() {
    throw trouble;
  },
});

/** Clients by the names of their oddities. */
export const CLIENTS: Readonly<Record<string, (made: Methods) => object>> = {
  plain: (made) => define({}, made, {}),
  'of a class': (made) => Object.create(define({}, made, { enumerable: false })),
  'of a class of a class': (made) => Object.create(Object.create(define({}, made, {}))),
  bare: (made) => define(Object.create(null), made, {}),
  'a function': (made) => define(() => {}, made, {}),
  'an array': (made) => define([], made, {}),
  frozen: (made) => Object.freeze(define({}, made, {})),
  sealed: (made) => Object.seal(define({}, made, {})),
  'not extensible': (made) => Object.preventExtensions(define({}, made, {})),
  'read-only': (made) => define({}, made, { writable: false }),
  'never to be changed': (made) => define({}, made, { writable: false, configurable: false }),
  'not configurable': (made) => define({}, made, { configurable: false }),
  'with accessors': (made) => define({}, made, { get: () => undefined }),
  'a frozen prototype': (made) => Object.create(Object.freeze(define({}, made, {}))),
  'a proxy': (made) => new Proxy(define({}, made, {}), {}),
  'a proxy that refuses to be defined': (made) => new Proxy(define({}, made, {}), { defineProperty: () => false }),
  'a proxy that throws when it is defined': (made) => new Proxy(define({}, made, {}), refusing('defineProperty')),
  'a proxy that hides its prototype': (made) => new Proxy(define({}, made, {}), refusing('getPrototypeOf')),
  'a proxy that hides its properties': (made) => new Proxy(define({}, made, {}), refusing('getOwnPropertyDescriptor')),
  'a proxy for a prototype': (made) => Object.create(new Proxy(define({}, made, {}), refusing('getPrototypeOf'))),
  'methods that are proxies': (made) =>
    define({}, { ...made, sendMessage: new Proxy(made.sendMessage, {}), subscribe: new Proxy(made.subscribe, {}) }, {}),
  'frozen methods': (made) => define({}, { ...made, sendMessage: Object.freeze(made.sendMessage) }, {}),
  'one method twice': (made) => define({}, { ...made, subscribe: made.sendMessage }, {}),
  'hostile constructor': (made) =>
    Object.defineProperty(define({}, made, {}), 'constructor', {
      get() {
        throw trouble;
      },
    }),
};

export const METHOD_NAMES = ['sendMessage', 'subscribe', 'unsubscribe', 'unload'] as const;

/** Makes a client and what it will be given. */
export function makeClient(name: string, log: Log) {
  const kept: Callable[] = [];
  const made = methods(log, kept);
  return { client: (CLIENTS[name] ?? Object)(made), kept };
}
