/** The simulator's client in a false window, with or without a probe on it, and all that can be seen of it. */

import { createServiceClient } from '../../simulator/client/service-client.ts';
import { createFalseWindow } from '../../simulator/client/testdata/false-window.ts';
import { createOutbox } from '../outbox.ts';
import { createWatching } from '../watching.ts';
import { createFalsePage } from './page.ts';

/** Makes it. @param isWatched whether a probe watches */
export function createWatched({ isWatched = true } = {}) {
  const page = createFalsePage();
  const world = createFalseWindow();
  const { win } = world;
  // Only the client of the class below is in this window.
  world.client.unload();
  class ServiceClientAPI {
    constructor() {
      createServiceClient(win, { log: () => {}, error: (...words) => world.errors.push(words) }, this);
      Object.assign(this, { debug: false });
    }
  }
  const client = Object.assign(new ServiceClientAPI(), {});
  const made: ReturnType<typeof createServiceClient> = Object(client);
  Object.assign(win, { ServiceClientAPI, service: made, genesys: { wwe: { service: made } } });
  let time = 0;
  const now = () => {
    time += 1;
    return time;
  };
  const outbox = createOutbox({
    post: page.line.post,
    atTurnsEnd: queueMicrotask,
    later: page.later,
  });
  const watching = createWatching(outbox, now);
  if (isWatched) watching.found(made, win);
  const makeClient = (): ReturnType<typeof createServiceClient> => {
    const make: unknown = Reflect.get(win, 'ServiceClientAPI');
    if (typeof make !== 'function') throw new Error('The global is gone.');
    return Reflect.construct(make, []);
  };
  return { ...world, page, client: made, watching, original: ServiceClientAPI, makeClient };
}
