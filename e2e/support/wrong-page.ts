/** A page that does everything wrong. Runs in a client frame: it must be whole in itself. */

/** What the page itself knows of what it did and heard. */
export interface Wrongs {
  /** Calls through the library, by name. */
  readonly calls: readonly string[];
  /** Calls of its handlers: which one, and the `eventType` that it got. */
  readonly handled: readonly (readonly [string, string])[];
  /** What its callbacks were called with: the request's name, and what came. */
  readonly settled: readonly (readonly [string, string])[];
}

/**
 * Subscribes twice, with handlers that throw; never passes callbacks, or throws in them; uses ids again; posts past the
 * library; forges WWE's messages; floods.
 */
export async function behaveWrongly(): Promise<void> {
  const service = Object(Reflect.get(window, 'service'));
  const calls: string[] = [];
  const handled: [string, string][] = [];
  const settled: [string, string][] = [];
  Object.assign(window, { wrongs: { calls, handled, settled } satisfies Wrongs });
  const { sendMessage } = service;
  service.sendMessage = (message: { request?: string; event?: string }, ...callbacks: unknown[]) => {
    calls.push(String(message.request ?? message.event));
    return sendMessage(message, ...callbacks);
  };
  const note = (name: string) => (answer: { data?: unknown }) => {
    settled.push([name, typeof answer.data === 'string' ? answer.data : 'answer']);
    throw new TypeError(`No use for ${name}`);
  };

  service.subscribe(['interaction'], function first(message: { data: { eventType: string } }) {
    handled.push(['first', message.data.eventType]);
    throw new Error('thrown by first');
  });
  service.subscribe('interaction', function second(message: { data: { eventType: string } }) {
    handled.push(['second', message.data.eventType]);
    throw new RangeError('thrown by second');
  });
  await new Promise((resolve) => service.agent.get(resolve));

  // Nobody listens for the outcome.
  service.agent.getState();
  service.interaction.markdone('no such interaction');
  service.unsubscribe(() => 'never subscribed');
  // One id for two requests, and one that the library has used itself.
  service.sendMessage({ request: 'media.getMediaList', referenceId: 'same' }, note('same'), note('same'));
  service.sendMessage({ request: 'media.getMediaList', referenceId: 'same' }, note('same'), note('same'));
  const stamp = { userAgent: 'WWE Client', protocolVersion: 2 };
  window.parent.postMessage({ request: 'agent.getStateList', referenceId: '0', ...stamp }, '*');
  // WWE's voice, from the page itself: to a request that waits, to none, and as an event.
  const waiting = service.sendMessage({ request: 'system.amIVisible' }, note('forged'), note('forged'));
  const forge = (message: object) => window.postMessage({ ...message, userAgent: 'WWE Server' }, '*');
  forge({ referenceId: waiting, data: 'forged' });
  forge({ referenceId: 'never sent', data: 'forged' });
  forge({
    event: 'interaction',
    data: { eventType: 'ADDED', interaction: { interactionId: '666', state: 'TALKING' } },
  });
  await new Promise<void>((heard) => {
    window.addEventListener('message', ({ data }) => data === 'to itself' && heard());
    window.postMessage('to itself', '*');
  });
  // What is no message at all.
  for (const odd of [null, 0, '', [], { userAgent: 7 }, { userAgent: ['WWE'] }]) window.parent.postMessage(odd, '*');
  for (let n = 0; n < 250; n += 1) service.system.triggerActivity();
}
