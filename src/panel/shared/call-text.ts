/** A request as the call that a page would write. Pure; used by Messages and by Compose. */
import { serviceOf } from '../../protocol/services.ts';
import { printLiteral } from '../values/literal/literal-print.ts';

/** The global of the client library (docs/protocol.md#life-of-a-client). */
const CLIENT = 'genesys.wwe.service';
/** Callbacks that are there wherever the text is pasted. */
const TOLD = ['console.log', 'console.error'] as const;

/**
 * The call that sends a request: `genesys.wwe.service.interaction.setUserData("1", { … }, console.log,
 * console.error)`. A service that
 * the library has no method for, or parameters that its method would not send so, become
 * `genesys.wwe.service.sendMessage({ … }, console.log,
 * console.error)`.
 *
 * @param service the request string, or `subscribe` / `unsubscribe`, whose parameters are `[data]`
 * @param parameters as on the wire; undefined: the message has none
 * @param tokens masked, as in every view, or shown where the user asked for that
 */
export function callText(service: string, parameters?: readonly unknown[], tokens: 'mask' | 'show' = 'mask'): string {
  const write = (value: unknown) => printLiteral(value, { tokens });
  if (service === 'subscribe') return call(`${CLIENT}.subscribe`, [write(parameters?.[0]), 'console.log']);
  if (service === 'unsubscribe') {
    return call(`${CLIENT}.sendMessage`, [write({ event: 'unsubscribe', data: parameters?.[0] })]);
  }
  const known = serviceOf(service);
  const given = parameters ?? [];
  if (known?.inClient && known.parameters?.length === given.length) {
    return call(`${CLIENT}.${service}`, [...given.map(write), ...TOLD]);
  }
  const message = parameters === undefined ? { request: service } : { request: service, parameters };
  return call(`${CLIENT}.sendMessage`, [write(message), ...TOLD]);
}

function call(method: string, parts: readonly string[]): string {
  return `${method}(${parts.join(', ')});`;
}
