/**
 * The catalogue of all services of docs/protocol.md#services. A service that is not in it is shown and usable all the
 * same.
 */
import type { Service } from './service.ts';
import { EMAIL_SERVICES, INTERACTION_SERVICES, OUTBOUND_SERVICES, VOICE_SERVICES } from './services-contact.ts';
import { AGENT_SERVICES, MEDIA_SERVICES, OTHER_SERVICES, SYSTEM_SERVICES } from './services-desktop.ts';

/** Request string → what is known of the service. */
export const SERVICES = {
  ...INTERACTION_SERVICES,
  ...AGENT_SERVICES,
  ...MEDIA_SERVICES,
  ...VOICE_SERVICES,
  ...EMAIL_SERVICES,
  ...OUTBOUND_SERVICES,
  ...SYSTEM_SERVICES,
  ...OTHER_SERVICES,
} as const satisfies Record<string, Service>;

/** The request string of a known service, for example `interaction.setUserData`. */
export type ServiceName = keyof typeof SERVICES;

/** Whether a request string names a service of the catalogue. */
export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(SERVICES, name);
}

/** All known services, in the catalogue's order. */
export const SERVICE_NAMES: readonly ServiceName[] = Object.keys(SERVICES).filter(isServiceName);

/** What is known of a service; `null` for one that is not in the catalogue. */
export function serviceOf(name: string): Service | null {
  return isServiceName(name) ? SERVICES[name] : null;
}
