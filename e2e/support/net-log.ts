/**
 * What Chromium's network service wrote down while it ran (`--log-net-log`): every request of every page, extension and
 * part of the browser itself, every name that was looked up.
 */
import { readFile } from 'node:fs/promises';

/** The events that say what goes out, and which of their parameters says where to. */
// What is connected to after a look-up depends on what the look-up said: it shows nothing more.
const WHERE = {
  URL_REQUEST_START_JOB: 'url',
  HOST_RESOLVER_MANAGER_REQUEST: 'host',
} as const;

/** Somebody asked for something. */
export interface Asked {
  /**
   * The origin that asked; empty where the browser itself did, or nobody knows, and for this machine asking itself:
   * DevTools opened late load documents once more, in the name of their origin.
   */
  readonly by: string;
  /** An address on this machine; of others the origin, or the host with its port. */
  readonly where: string;
}

/**
 * Reads the log of a browser that has ended.
 *
 * @throws if there is none, or if it is not whole
 */
export async function readNetLog(file: string): Promise<readonly Asked[]> {
  const log: unknown = JSON.parse(await readFile(file, 'utf8'));
  const { constants, events } = Object(log);
  const types: Readonly<Record<string, unknown>> = Object(Object(constants).logEventTypes);
  const parameters = new Map(Object.entries(WHERE).map(([name, parameter]) => [types[name], parameter]));
  if (parameters.has(undefined)) throw new Error(`Chromium does not log one of ${Object.keys(WHERE).join(', ')}.`);
  if (!Array.isArray(events)) throw new Error('The log of the network has no events.');
  return events.flatMap((event: unknown) => {
    const { type, params } = Object(event);
    const parameter = parameters.get(type);
    const where: unknown = parameter && Object(params)[parameter];
    // The ends of events bear their type too, without the parameters.
    if (typeof where !== 'string') return [];
    const { initiator } = Object(params);
    const isOrigin = typeof initiator === 'string' && initiator.includes('://');
    return [{ by: isOrigin && !(isHere(initiator) && isHere(where)) ? initiator : '', where: shorten(where) }];
  });
}

/** Whether an address is one of this machine. */
function isHere(address: string): boolean {
  return ['localhost', '127.0.0.1'].includes(URL.parse(address)?.hostname ?? '');
}

/** Leaves out what is in the addresses of services: it is another each time. */
function shorten(where: string): string {
  const url = URL.parse(where);
  return url?.host && !isHere(where) ? url.origin : where;
}
