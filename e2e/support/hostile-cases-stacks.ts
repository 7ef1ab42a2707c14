/** Cases about the stacks that a page sees while its client runs its code. All of them are written down whole. */
import type { SpyCase } from './hostile-spy.ts';

export const STACK_CASES: Readonly<Record<string, SpyCase>> = {
  'a page reads its own stacks': {
    async after({ note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      const Api = Object(Reflect.get(window, 'ServiceClientAPI'));
      const tell = (what: string, error: unknown) => {
        for (const line of String(Object(error).stack).split('\n')) {
          // What came before in other turns: in Firefox it is there while DevTools is open, with or without the tool.
          if (/^[^@(]*\*/.test(line)) return;
          if (line !== '') note(`${what}: ${line}`);
        }
      };
      const calling = (send: () => void) => send();
      await new Promise<void>((resolve) =>
        calling(() =>
          service.sendMessage(
            {
              get request() {
                tell('accessor of a message', new Error('asked'));
                return 'agent.get';
              },
            },
            function onSuccess() {
              tell('callback', new Error('asked'));
              resolve();
            },
          ),
        ),
      );
      await new Promise<void>((resolve) =>
        service.sendMessage(
          { request: 'no.such' },
          () => {},
          () => {
            tell('failure', new Error('asked'));
            resolve();
          },
        ),
      );
      try {
        calling(() => service.sendMessage({ request: () => 0 }));
      } catch (error) {
        tell('thrown by a call', error);
      }
      function handler() {
        tell('handler', new Error('asked'));
        throw new RangeError('thrown by a handler');
      }
      handler.toString = () => {
        tell('text of a handler', new Error('asked'));
        return 'text';
      };
      Object.defineProperty(handler, 'length', {
        get() {
          tell('accessor of a handler', new Error('asked'));
          return 1;
        },
      });
      const names = Object.create(Array.prototype, {
        toString: {
          value: () => {
            tell('text of a name', new Error('asked'));
            return 'messenger:x';
          },
        },
      });
      calling(() => service.subscribe([names], handler));
      await ask({ request: 'agent.get' });
      await ask({ request: 'messenger.broadcastMessage', parameters: ['messenger:x', {}] });
      await ask({ request: 'messenger.broadcastMessage', parameters: ['x', {}] });
      await ask({ request: 'agent.get' });
      calling(() => service.unsubscribe(handler));
      const other = function Other() {};
      const target = new Proxy(other, {
        get(of, key) {
          if (key === 'prototype') tell('new target', new Error('asked'));
          return Reflect.get(of, key);
        },
      });
      calling(() => Reflect.construct(Api, [], target));
      // What nobody catches.
      const uncaught = new Promise<void>((resolve) =>
        window.addEventListener(
          'error',
          ({ error, filename }) => {
            tell(`uncaught at ${filename}`, error);
            resolve();
          },
          { once: true },
        ),
      );
      setTimeout(() => service.sendMessage({ request: document }));
      await uncaught;
      await settle();
    },
  },
  'a page looks at the probe through proxies, and reads their stacks': {
    before({ note }) {
      const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
      const looks = { getOwnPropertyDescriptor, getPrototypeOf, ownKeys };
      // A function of a sloppy script may ask who calls it, and gets it if that is one, too.
      const make = new Function(
        'see',
        'return function asks(of, key) { var who = null; try { who = asks.caller; } catch (error) {} see(who); return this.look(of, key); }',
      );
      const told = (name: string, target: object) => {
        const see = (who: unknown) => {
          const lines = String(new Error('asked').stack).split('\n');
          for (const line of lines) if (/extension:|wwe-?devtools/i.test(line)) note(`${name}: ${line}`);
          // Of the library it does get hold.
          const caller = lines[lines.findIndex((line) => /\basks\b/.test(line)) + 1] ?? '';
          if (who && !/\/service-client\.js/.test(caller)) note(`${name}: got hold of its caller`);
        };
        const traps = Object.entries(looks).map(([trap, look]) => [
          trap,
          make.call(null, see).bind({ look: (...given: unknown[]) => apply(look, null, given) }),
        ]);
        return new Proxy(target, Object.fromEntries(traps));
      };
      Reflect.set(window, 'told', told);
      Reflect.set(window, 'genesys', told('genesys', { wwe: told('wwe', {}) }));
    },
    async after({ ask, settle }) {
      const told = Object(Reflect.get(window, 'told'));
      const service = Object(Reflect.get(window, 'service'));
      service.subscribe(
        'messenger:x',
        told('handler', () => {}),
      );
      await ask({ request: 'agent.get', parameters: [told('part', {})] }).catch(() => {});
      await new Promise<void>((resolve) =>
        service.sendMessage({ request: 'agent.get' }, () => {
          resolve();
          throw told('thrown', new Error('x'));
        }),
      );
      await settle();
    },
  },
};
