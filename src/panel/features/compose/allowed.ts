/**
 * What `system.getAllowedServices` answered: the form is undocumented (docs/protocol.md#system-services,
 * docs/protocol.md#unknown-answer-forms), so several are read.
 */
import { isRecord } from '../../../protocol/kind.ts';
import type { Session } from '../../../session/api.ts';

/** Names of services, some perhaps with `*` (docs/protocol.md#allowed-origins). */
export type Allowed = ReadonlySet<string>;

/** More names than this are not read. */
const MOST = 2_000;

/**
 * The services that an answer's `data` names: a list of names, a list of objects with a `name`, or an object of lists by
 * namespace. Null where nothing of that kind is found.
 */
export function readAllowed(data: unknown): Allowed | null {
  const names = new Set<string>();
  const take = (name: unknown, namespace = '') => {
    const text = isRecord(name) ? name.name : name;
    if (typeof text !== 'string' || text === '' || text.length > 200 || names.size >= MOST) return;
    names.add(namespace !== '' && !text.includes('.') ? `${namespace}.${text}` : text);
  };
  if (Array.isArray(data)) for (const one of data.slice(0, MOST)) take(one);
  else if (isRecord(data)) {
    for (const [namespace, list] of Object.entries(data).slice(0, MOST)) {
      if (Array.isArray(list)) for (const one of list.slice(0, MOST)) take(one, namespace);
      else if (list === true) take(namespace);
    }
  }
  return names.size > 0 ? names : null;
}

/** Whether a service is among them. `*` alone does not cover auth.getJwtToken (docs/protocol.md#allowed-origins). */
export function isAllowed(allowed: Allowed, service: string): boolean {
  if (allowed.has(service)) return true;
  if (allowed.has(`${service.split('.', 1)[0] ?? ''}.*`)) return true;
  return allowed.has('*') && service !== 'auth.getJwtToken';
}

/** The last answer of a WWE to `system.getAllowedServices`, whoever asked. @param wwe its key; null: of any */
export function lastAllowed(
  session: Session,
  wwe: string | null = null,
): { readonly services: Allowed; readonly t: number } | null {
  const asked = session.requests();
  for (let index = asked.length - 1; index >= 0; index -= 1) {
    const request = asked[index];
    if (request?.service !== 'system.getAllowedServices' || request.answeredBy !== 'wwe' || request.failed) continue;
    if (wwe !== null && request.wwe !== wwe) continue;
    const answer = session.answerOf(request);
    const services = isRecord(answer) ? readAllowed(answer.data) : null;
    if (services) return { services, t: request.answeredAt ?? 0 };
  }
  return null;
}
