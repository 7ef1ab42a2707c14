/** Cases about the language's own functions, patched by the page, and about who may look at whom. */
import type { SpyCase } from './hostile-spy.ts';

export const NATIVE_CASES: Readonly<Record<string, SpyCase>> = {
  'the text of functions is patched, as zone.js does': {
    async after({ note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      const nativeText = Function.prototype.toString;
      Function.prototype.toString = function (this: unknown) {
        return Reflect.apply(nativeText, this, []);
      };
      const [first, second] = [() => note('first handled'), () => note('and so is the second')];
      service.subscribe('messenger:a', first);
      service.subscribe('messenger:b', second);
      await ask({ request: 'agent.get' });
      service.unsubscribe(first);
      for (const channel of ['a', 'b']) await ask({ request: 'messenger.broadcastMessage', parameters: [channel, {}] });
      await ask({ request: 'agent.get' });
      await settle();
      for (const key of ['sendMessage', 'subscribe']) note(`${service[key]}`.replaceAll(/\s+/g, ' '));
    },
  },
  'lists take and give by code of the page': {
    async after({ tell, note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      await ask({ request: 'agent.get' });
      const places = [Array.prototype, Object.prototype];
      const keys = [
        '0',
        '1',
        '2',
        '3',
        '9',
        'then',
        'toJSON',
        'capture',
        'once',
        'ports',
        'transfer',
        'apply',
        'prepareStackTrace',
      ];
      for (const place of places) {
        for (const key of keys) {
          Object.defineProperty(place, key, {
            configurable: true,
            get: () => tell(`${key} read`, undefined),
            set(value) {
              note(`${key} written`);
              Object.defineProperty(this, key, { value, configurable: true, enumerable: true, writable: true });
            },
          });
        }
      }
      service.sendMessage({ request: 'agent.getState' });
      service.sendMessage({ request: 'agent.getState' }, () => note('answered'));
      try {
        service.sendMessage({ request: () => 0 });
      } catch {
        note('thrown');
      }
      service.subscribe(['messenger:x', 'messenger:y'], () => note('handled'));
      window.postMessage('x', '*');
      await settle();
      for (const place of places) for (const key of keys) Reflect.deleteProperty(place, key);
      // A function where an argument would be that nobody gave.
      Object.defineProperty(Array.prototype, '1', {
        configurable: true,
        writable: true,
        value: () => note('never given'),
      });
      service.sendMessage({ request: 'agent.getStateList' });
      await settle();
      Reflect.deleteProperty(Array.prototype, '1');
    },
  },
  'every built-in is overheard': {
    async after({ tell, note, overhear, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      await ask({ request: 'agent.get' });
      const places: readonly [string, object, readonly PropertyKey[]][] = [
        ['JSON', JSON, ['parse', 'stringify']],
        ['MessagePort', MessagePort.prototype, ['postMessage', 'start', 'close']],
        ['Promise', Promise.prototype, ['then']],
        [
          'window',
          window,
          [
            'queueMicrotask',
            'setTimeout',
            'structuredClone',
            'Proxy',
            'WeakMap',
            'Map',
            'Error',
            'MessageEvent',
            'AbortController',
            'MutationObserver',
            'String',
            'postMessage',
          ],
        ],
        ['performance', Performance.prototype, ['now']],
        ['Function', Function.prototype, ['apply', 'bind', 'call']],
        [
          'Reflect',
          Reflect,
          [
            'apply',
            'construct',
            'defineProperty',
            'get',
            'getOwnPropertyDescriptor',
            'getPrototypeOf',
            'ownKeys',
            'set',
          ],
        ],
        ['Object', Object, ['isFrozen', 'isSealed', 'defineProperty', 'keys', 'getPrototypeOf']],
        ['Object.prototype', Object.prototype, ['toString', 'hasOwnProperty', 'valueOf']],
        ['WeakMap', WeakMap.prototype, ['get', 'set', 'has']],
        ['Map', Map.prototype, ['get', 'set']],
        ['String', String.prototype, ['slice', 'replace', 'includes']],
        ['Array', Array.prototype, ['push', 'slice', 'forEach', 'map', 'filter', Symbol.iterator]],
        ['EventTarget', EventTarget.prototype, ['addEventListener', 'dispatchEvent', 'removeEventListener']],
        ['Error.prototype', Error.prototype, ['toString']],
      ];
      for (const [name, holder, keys] of places)
        for (const key of keys) overhear(`${name}.${String(key)}`, holder, key);
      Object.defineProperty(Error, 'prepareStackTrace', {
        configurable: true,
        get: () => tell('prepareStackTrace read', undefined),
      });
      service.sendMessage({ request: 'agent.getState' }, () => {
        note('answered');
        throw new TypeError('x');
      });
      try {
        service.sendMessage({ request: () => 0 });
      } catch {
        note('thrown');
      }
      const handler = () => {
        note('handled');
        throw ['x'];
      };
      service.subscribe(['messenger:x'], handler);
      await settle();
      service.sendMessage({ request: 'messenger.broadcastMessage', parameters: ['x', {}] });
      await settle();
      service.unsubscribe(handler);
      await settle();
    },
  },
  'stacks are made by the page': {
    async after({ tell, note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      const prepare = (error: unknown) => tell(`stack of ${typeof error}`, 'made');
      for (const property of [
        { value: prepare, writable: true },
        { value: prepare, writable: false },
        { get: () => tell('prepareStackTrace read', prepare) },
      ]) {
        Object.defineProperty(Error, 'prepareStackTrace', { configurable: true, ...property });
        await ask({ request: 'agent.get' });
        service.subscribe('messenger:x', () => {});
        await settle();
        const found = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
        note(`${found?.writable} ${found?.value === prepare} ${typeof found?.get}`);
      }
      Reflect.deleteProperty(Error, 'prepareStackTrace');
      Object.defineProperty(Error, 'stackTraceLimit', {
        configurable: true,
        get: () => tell('limit read', 5),
        set: () => note('limit written'),
      });
      await ask({ request: 'agent.get' });
      await settle();
    },
  },
  'a handler asks who called it': {
    async after({ note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      // A function of a sloppy script may ask; it gets an answer only if its caller is one, too.
      const make = new Function(
        'note',
        'done',
        'return function asks() { var who = "nobody"; try { who = "a function of " + asks.caller.arguments.length; } catch (error) {} note("caller: " + who); done(); }',
      );
      const direct = (done: () => void) => make(note, done);
      await new Promise<void>((resolve) => service.sendMessage({ request: 'agent.get' }, direct(resolve)));
      service.subscribe(
        'messenger:x',
        direct(() => {}),
      );
      await ask({ request: 'agent.get' });
      await ask({ request: 'messenger.broadcastMessage', parameters: ['x', {}] });
      await ask({ request: 'agent.get' });
      await settle();
    },
  },
  'all timers are cleared, and counted': {
    async after({ note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      for (let turn = 0; turn < 3; turn += 1) {
        service.sendMessage({ request: 'agent.get' });
        await Promise.resolve();
        const last = window.setTimeout(() => {}, 0);
        note(`timer ${last}`);
        for (let id = 0; id <= last; id += 1) clearTimeout(id);
      }
      await ask({ request: 'agent.get' });
      await settle();
    },
  },
};
