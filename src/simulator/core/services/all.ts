/** The services that this WWE answers (docs/protocol.md#services), by their full names. */
import { type AgentParts, agentServices } from './agent.ts';
import { type AuthParts, authServices } from './auth.ts';
import { type ConfigurationParts, configurationServices } from './configuration.ts';
import { type InteractionParts, interactionServices } from './interaction.ts';
import { type MessengerParts, messengerServices } from './messenger.ts';
import { type OutboundParts, outboundServices } from './outbound.ts';
import type { Service } from './service-types.ts';
import { type SystemParts, systemServices } from './system.ts';
import { type VoiceParts, voiceServices } from './voice.ts';

/** What the services are made of. */
export type ServiceParts = InteractionParts &
  VoiceParts &
  AgentParts &
  OutboundParts &
  Omit<SystemParts, 'names'> &
  MessengerParts &
  ConfigurationParts &
  AuthParts;

/** All services. */
export function createServices(parts: ServiceParts): ReadonlyMap<string, Service> {
  const services: ReadonlyMap<string, Service> = new Map(
    Object.entries({
      ...interactionServices(parts),
      ...voiceServices(parts),
      ...agentServices(parts),
      ...outboundServices(parts),
      ...systemServices({ ...parts, names: () => [...services.keys()] }),
      ...messengerServices(parts),
      ...configurationServices(parts),
      ...authServices(parts),
    }),
  );
  return services;
}
