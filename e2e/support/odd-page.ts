/** A page that does odd things to its client. Runs in a client frame: it must be whole in itself. */

/** Does all of it. @returns what the page saw, in order; nothing in it depends on time */
export async function behaveOddly(): Promise<unknown> {
  const seen: unknown[] = [];
  const service = Object(Reflect.get(window, 'service'));
  const make = () => Object(Reflect.construct(Object(Reflect.get(window, 'ServiceClientAPI')), []));
  const whose = (self: unknown) =>
    self === service ? 'service' : self === window ? 'window' : typeof self === 'object' ? 'other' : typeof self;
  /** One call, until a callback ran. */
  const ask = (client: object, message: object, send = Object(client).sendMessage) =>
    new Promise<void>((resolve) => {
      const end = (how: string) =>
        function (this: unknown, ...given: unknown[]) {
          seen.push([how, whose(this), given.length, JSON.stringify(given[0])]);
          resolve();
          throw new Error(`thrown in ${how}`);
        };
      seen.push(Reflect.apply(send, client, [message, end('success'), end('failure')]));
    });
  const thrown = (run: () => unknown) => {
    try {
      seen.push(['returned', run() === service]);
    } catch (error) {
      seen.push([error instanceof Error || error instanceof DOMException ? error.name : 'no error', String(error)]);
    }
  };
  const looks = (what: string, value: unknown) => {
    const like = Object(value);
    const flags = (name: string) => {
      const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(like, name) ?? {};
      return [name, writable, enumerable, configurable];
    };
    seen.push([
      what,
      typeof value,
      String(value),
      like.name,
      like.length,
      like instanceof Function,
      `${like.toString()}`,
    ]);
    seen.push(Object.getOwnPropertyNames(like).map(flags));
  };

  for (const name of ['sendMessage', 'subscribe', 'unsubscribe', 'unload']) looks(name, service[name]);
  looks('constructor', Reflect.get(window, 'ServiceClientAPI'));
  looks('service', service);

  // Several clients, and methods away from them.
  const [second, third] = [make(), make()];
  seen.push(second.constructor === Reflect.get(window, 'ServiceClientAPI'), second.constructor === service.constructor);
  await ask(service, { request: 'agent.get' });
  await ask(second, { request: 'agent.getState' });
  await ask(third, { request: 'agent.getStateList' }, third.sendMessage.bind(null));
  await ask(service, { request: 'no.such' });
  // Nobody asks for this answer: what comes next must not race with it.
  const answered = new Promise<void>((resolve) => {
    const listen = ({ data }: MessageEvent) => {
      if (Object(data).referenceId !== 'mine') return;
      window.removeEventListener('message', listen);
      resolve();
    };
    window.addEventListener('message', listen);
  });
  seen.push(service.sendMessage({ request: 'media.getMediaList', referenceId: 'mine' }));
  await answered;

  // What cannot be sent.
  thrown(() => service.sendMessage({ request: () => 0 }, () => {}));
  thrown(() => service.sendMessage(null));
  thrown(() => service.sendMessage({ request: 'a.b', parameters: [Symbol('x')] }));
  const [, where] = await Promise.all([
    new Promise<void>((resolve) =>
      setTimeout(() => {
        resolve();
        service.sendMessage({ request: document });
      }),
    ),
    new Promise((resolve) =>
      window.addEventListener(
        'error',
        ({ message, filename, lineno, colno, error }) => resolve([message, filename, lineno, colno, String(error)]),
        { once: true },
      ),
    ),
  ]);
  seen.push(where);

  // Handlers of equal text, bound ones, throwing ones, with and without a context.
  const events: unknown[] = [];
  const alike = (own: string) =>
    function (this: unknown, ...given: unknown[]) {
      events.push([own, whose(this), given.length, Object(given[0]).event]);
      throw new Error(`thrown by ${own}`);
    };
  const [first, other] = [alike('first'), alike('other')];
  thrown(() => service.subscribe('messenger:a', first));
  thrown(() => service.subscribe(['messenger:b', 'messenger:c'], other, service));
  thrown(() => second.subscribe('messenger:a', alike('bound').bind({})) === second);
  await ask(service, { request: 'agent.get' });
  for (const channel of ['a', 'b', 'c'])
    await ask(third, { request: 'messenger.broadcastMessage', parameters: [channel, {}] });
  thrown(() => service.unsubscribe(first));
  thrown(() => service.unsubscribe(() => 'never'));
  for (const channel of ['a', 'b', 'c'])
    await ask(third, { request: 'messenger.broadcastMessage', parameters: [channel, {}] });
  seen.push(events);

  // A sendMessage of its own around the library's, then a client that is frozen, one that is unloaded.
  const { sendMessage } = service;
  service.sendMessage = (message: object, ...rest: unknown[]) => sendMessage({ ...message, extra: true }, ...rest);
  await ask(service, { request: 'agent.get' });
  service.sendMessage = sendMessage;
  Object.freeze(second);
  await ask(second, { request: 'agent.get' });
  third.unload();
  seen.push(third.sendMessage({ request: 'agent.get' }));
  await ask(second, { request: 'agent.get' });

  // A library that is a module, in a frame of the page's own; and the global that all namespace methods need.
  const frame = document.body.appendChild(document.createElement('iframe'));
  const inside = Object(frame.contentWindow);
  const script = Object.assign(inside.document.createElement('script'), {
    type: 'module',
    src: '/client/service-client.js',
  });
  await new Promise((resolve) => {
    script.addEventListener('load', resolve);
    inside.document.head.append(script);
  });
  inside.service.targetWWEWindow(window.parent);
  seen.push(inside.service.sendMessage({ request: 'agent.get' }), String(inside.service.sendMessage));
  Reflect.set(window, 'service', { sendMessage: () => seen.push('own sendMessage') });
  service.agent.get(() => {});
  Reflect.set(window, 'service', {});
  thrown(() => service.agent.get(() => {}));
  Reflect.set(window, 'service', service);
  await ask(service, { request: 'agent.get' });

  for (const place of [window, document, Object.prototype, Function.prototype, WeakMap.prototype, service, inside])
    seen.push(Object.getOwnPropertyNames(place).sort());
  seen.push(Object.getOwnPropertyNames(Error).sort());
  return JSON.parse(JSON.stringify(seen));
}
