/** Cases about what the page gives to its client: messages, callbacks, handlers, exceptions. */
import type { SpyCase } from './hostile-spy.ts';

export const VALUE_CASES: Readonly<Record<string, SpyCase>> = {
  'messages with getters': {
    async after({ note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      const list = (deep: () => unknown) => [
        {
          get deep() {
            note('deep read');
            return deep();
          },
        },
      ];
      await ask({
        get request() {
          note('request read');
          return 'agent.get';
        },
      });
      await ask({
        request: 'agent.get',
        get parameters() {
          note('parameters read');
          return list(() => 1);
        },
      });
      try {
        service.sendMessage({
          request: 'agent.get',
          parameters: list(() => () => 0),
        });
      } catch {
        note('thrown');
      }
      try {
        service.sendMessage({
          request: 'agent.get',
          parameters: list(() => {
            throw new Error('mine');
          }),
        });
      } catch (error) {
        note(`thrown ${error instanceof Error && error.message}`);
      }
      await settle();
    },
  },
  'messages that are or hold proxies': {
    async after({ spied, note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      for (const message of [
        spied('message', { request: 'agent.get' }),
        { request: 'agent.get', parameters: spied('list', [spied('part', {})]) },
      ]) {
        try {
          service.sendMessage(message, () => note('answered'));
        } catch (error) {
          note(`thrown ${error instanceof DOMException && error.name}`);
        }
      }
      const revoked = Proxy.revocable({}, {});
      revoked.revoke();
      for (const message of [revoked.proxy, { request: 'a.b', parameters: [revoked.proxy] }]) {
        try {
          service.sendMessage(message);
        } catch (error) {
          note(`thrown ${error instanceof Error && error.name}`);
        }
      }
      class Odd {
        get [Symbol.toStringTag]() {
          note('tag read');
          return 'Odd';
        }
      }
      try {
        service.sendMessage({
          request: 'a.b',
          parameters: [new Odd(), () => 0, { [Symbol.toStringTag]: 'x', f() {} }],
        });
      } catch {
        note('thrown');
      }
      await ask({ request: 'agent.get' });
      await settle();
    },
    unavoidable: /^(message|list|part): (get|getPrototypeOf|ownKeys|getOwnPropertyDescriptor) /,
  },
  'callbacks and handlers are proxies': {
    async after({ spied, note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      await new Promise((resolve) =>
        service.sendMessage(
          { request: 'agent.get' },
          spied('success', resolve),
          spied('failure', () => {}),
        ),
      );
      const handler = spied('handler', function onCase(this: unknown) {
        note(`handled ${this === service}`);
      });
      service.subscribe('messenger:x', handler, service);
      await ask({ request: 'agent.get' });
      await ask({ request: 'messenger.broadcastMessage', parameters: ['x', {}] });
      await ask({ request: 'agent.get' });
      service.unsubscribe(handler);
      const revoked = Proxy.revocable(() => {}, {});
      service.subscribe('messenger:y', revoked.proxy);
      revoked.revoke();
      await ask({ request: 'agent.get' });
      await settle();
    },
    unavoidable: /^handler: getOwnPropertyDescriptor /,
  },
  'texts with code in them': {
    async after({ tell, note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      // What is inherited is not cloned: this can be posted.
      const text = (name: string, value: string) =>
        Object.create({
          toString() {
            note(`${name} toString`);
            return value;
          },
          [Symbol.toPrimitive]() {
            note(`${name} toPrimitive`);
            return value;
          },
        });
      service.subscribe([text('event', 'messenger:x')], () => note('handled'));
      service.subscribe(text('one event', 'messenger:x'), () => note('handled'));
      const handler = Object.assign(
        function named() {
          throw text('thrown', 'thrown');
        },
        {
          toString() {
            note('handler toString');
            return 'own text';
          },
          [Symbol.toPrimitive](hint: string) {
            note(`handler toPrimitive ${hint}`);
            return 'own text';
          },
        },
      );
      Object.defineProperty(handler, 'name', { get: () => tell('name read', 'named') });
      Object.defineProperty(handler, 'length', { get: () => tell('length read', 7) });
      service.subscribe('messenger:y', handler);
      await ask({ request: 'agent.get' });
      await ask({ request: 'messenger.broadcastMessage', parameters: ['y', {}] });
      class Failure extends Error {
        override get message() {
          note('error message read');
          return 'm';
        }
        override get name() {
          note('error name read');
          return 'n';
        }
        override toString() {
          note('error toString');
          return 's';
        }
      }
      for (const thrown of [
        text('thrown', 'x'),
        new Failure(),
        Symbol('s'),
        undefined,
        [{ toString: () => note('in a list') }],
      ])
        await new Promise<void>((resolve) =>
          service.sendMessage({ request: 'agent.get' }, () => {
            resolve();
            throw thrown;
          }),
        );
      service.unsubscribe(handler);
      await settle();
    },
    // DevTools, which is open, looks at errors that the library writes to the console.
    unavoidable: /^error (name|message) read$/,
  },
  'thrown proxies': {
    async after({ spied, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      for (const thrown of [spied('thrown', {}), spied('thrown error', new Error('x'))])
        await new Promise<void>((resolve) =>
          service.sendMessage({ request: 'agent.get' }, () => {
            resolve();
            throw thrown;
          }),
        );
      await settle();
    },
    unavoidable: /^thrown( error)?: (getOwnPropertyDescriptor|getPrototypeOf) /,
  },
};
