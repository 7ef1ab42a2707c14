/**
 * The namespace methods, made from the table. They all go through the global `service`
 * (docs/protocol.md#life-of-a-client).
 */
import { METHODS, type MethodForm } from './methods.ts';
import { type Callback, type ClientWindow, isMessage } from './window.ts';

/** A method such as `interaction.getInteractions`: parameters, then the two callbacks. Returns nothing. */
export type NamespaceMethod = (...given: unknown[]) => void;

/** Namespace → method. */
export type Namespaces = Record<string, Record<string, NamespaceMethod>>;

/** The part of `genesys.wwe.service` that the table describes. */
export function namespacesOf(win: ClientWindow): Namespaces {
  const namespaces: Namespaces = {};
  for (const [namespace, methods] of Object.entries(METHODS)) {
    const made: Record<string, NamespaceMethod> = {};
    for (const [method, form] of Object.entries(methods)) made[method] = methodOf(win, `${namespace}.${method}`, form);
    namespaces[namespace] = made;
  }
  return namespaces;
}

function methodOf(win: ClientWindow, request: string, form: MethodForm): NamespaceMethod {
  const shifting = typeof form === 'object';
  const count = shifting ? form.parameters : form;
  return (...given) => {
    // Callbacks in place of user data: the user data is then null (docs/protocol.md#sending).
    if (shifting && isCallback(given[count - 1])) given.splice(count - 1, 0, null);
    // One by one, so that a parameter left out is sent as undefined, not as a hole.
    const parameters = Array.from({ length: count }, (_, index) => given[index]);
    const message = count === 0 ? { request } : { request, parameters };
    sendThroughGlobal(win, message, given[count], given[count + 1]);
  };
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function';
}

/** Throws TypeError if the page overwrote the global `service`, as the library does. */
function sendThroughGlobal(win: ClientWindow, message: object, succeeded: unknown, failed: unknown): void {
  const { service } = win;
  const send = isMessage(service) ? service.sendMessage : undefined;
  if (typeof send !== 'function') throw new TypeError('service.sendMessage is not a function');
  Reflect.apply(send, service, [message, succeeded, failed]);
}
