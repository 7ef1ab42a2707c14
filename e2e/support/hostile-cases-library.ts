/** Cases about what the page's client is, and how it is reached. */
import type { SpyCase } from './hostile-spy.ts';

export const LIBRARY_CASES: Readonly<Record<string, SpyCase>> = {
  'genesys is an accessor': {
    before({ tell, note }) {
      let genesys: unknown;
      Object.defineProperty(window, 'genesys', {
        configurable: true,
        enumerable: true,
        get: () => tell('genesys read', genesys),
        set: (value) => {
          note('genesys written');
          genesys = value;
        },
      });
    },
    async after({ ask, settle }) {
      await ask({ request: 'agent.get' });
      document.body.append('more');
      await settle();
    },
  },
  'wwe and service are accessors': {
    before({ tell, note }) {
      const wwe = {};
      let service: unknown;
      Object.defineProperty(wwe, 'service', {
        get: () => tell('service read', service),
        set: (value) => {
          service = value;
        },
      });
      Reflect.set(window, 'genesys', {
        get wwe() {
          note('wwe read');
          return wwe;
        },
      });
    },
    async after({ ask, settle }) {
      await ask({ request: 'agent.get' });
      await settle();
    },
  },
  'genesys is a revoked proxy': {
    before() {
      const { proxy, revoke } = Proxy.revocable({}, {});
      Reflect.set(window, 'genesys', proxy);
      revoke();
    },
    async after({ settle }) {
      window.postMessage('anything', '*');
      document.head.append(document.createElement('style'));
      await settle();
    },
  },
  'genesys, the client and what is above it are proxies': {
    before({ spied }) {
      Reflect.set(window, 'genesys', spied('genesys', { wwe: spied('wwe', {}) }));
    },
    async after({ note, spied, ask, settle }) {
      const { wwe } = Object(Reflect.get(window, 'genesys'));
      const service = spied('service', Object.setPrototypeOf(wwe.service, spied('above', {})));
      wwe.service = service;
      Reflect.set(window, 'service', service);
      await ask({ request: 'agent.get' });
      service.subscribe('messenger:x', () => note('handled'));
      await ask({ request: 'messenger.broadcastMessage', parameters: ['x', {}] });
      await ask({ request: 'agent.get' });
      await settle();
    },
    unavoidable:
      /^(genesys|wwe|service|above): (getOwnPropertyDescriptor|getPrototypeOf|isExtensible|ownKeys|defineProperty) /,
  },
  'genesys throws at whoever looks': {
    before({ note }) {
      const refuse = (trap: string) => () => {
        note(`refused ${trap}`);
        throw new Error(`refused ${trap}`);
      };
      const traps = Object.fromEntries(
        Object.getOwnPropertyNames(Reflect)
          .filter((name) => name !== 'toString')
          .map((name) => [name, refuse(name)]),
      );
      Reflect.set(window, 'genesys', { wwe: new Proxy({}, traps) });
    },
    async after({ settle }) {
      window.postMessage('anything', '*');
      await settle();
    },
    unavoidable: /^refused getOwnPropertyDescriptor/,
  },
  'methods are accessors': {
    async after({ tell, note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      const { sendMessage } = service;
      Object.defineProperty(service, 'sendMessage', {
        configurable: true,
        enumerable: true,
        get: () => tell('sendMessage read', sendMessage),
      });
      await ask({ request: 'agent.get' });
      await new Promise<void>((resolve) =>
        service.agent.get(() => {
          note('answered');
          resolve();
        }),
      );
      await settle();
      note(typeof Object.getOwnPropertyDescriptor(service, 'sendMessage')?.get);
    },
  },
  'a library that lets exceptions out': {
    async after({ note, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      // `throw null` passes the library's own guard (docs/protocol.md#receiving).
      await new Promise<void>((resolve) =>
        service.sendMessage({ request: 'agent.get' }, () => {
          resolve();
          throw null;
        }),
      );
      note('thrown');
      await settle();
    },
  },
  'a client whose prototype is its own': {
    async after({ spied, note, ask, settle }) {
      const service = Object(Reflect.get(window, 'service'));
      const Api = Object(Reflect.get(window, 'ServiceClientAPI'));
      class Mine extends Api {
        constructor() {
          super();
          note('made');
        }
      }
      const mine = new Mine();
      await ask({ request: 'agent.get' }, mine);
      note(`${mine instanceof Api} ${mine.constructor === Mine} ${Object.getOwnPropertyNames(mine)}`);
      Object.setPrototypeOf(service, spied('above', Object.getPrototypeOf(service)));
      await ask({ request: 'agent.get' });
      const made = Reflect.construct(
        Api,
        [],
        spied('new target', function Other() {}),
      );
      await ask({ request: 'agent.get' }, made);
      await settle();
    },
  },
  'callbacks of a window that is gone': {
    async after({ note, settle }) {
      const ways: Readonly<Record<string, (frame: HTMLIFrameElement) => unknown>> = {
        removed: (frame) => frame.remove(),
        left: (frame) => {
          const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
          frame.src = 'about:blank?elsewhere';
          return loaded;
        },
      };
      for (const [way, leave] of Object.entries(ways)) {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const inside = Object(frame.contentWindow);
        const kept: ((given: string) => unknown)[] = [];
        const sendMessage = (_: unknown, success: (given: string) => unknown) => kept.push(success);
        Object.assign(inside, { ServiceClientAPI: class {}, genesys: { wwe: { service: { sendMessage } } } });
        // Of a document that is complete only the root is observed.
        inside.document.append(inside.document.createComment('more'));
        await settle();
        const { service } = inside.genesys.wwe;
        service.sendMessage({ request: 'a.b' }, (given: string) => {
          note(`called with ${given}`);
          return 'an answer';
        });
        service.sendMessage({ request: 'a.b' }, () => {
          throw new Error('thrown');
        });
        const callAll = (when: string) => {
          for (const call of kept) {
            try {
              note(`${call(when)}`);
            } catch (error) {
              note(`${error}`);
            }
          }
        };
        callAll(`not yet ${way}`);
        await leave(frame);
        callAll(way);
        await settle();
      }
    },
  },
};
