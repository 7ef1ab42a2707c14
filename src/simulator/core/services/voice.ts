/** `voice.*` and `email.*` (docs/protocol.md#voice-services, docs/protocol.md#other-services). */

import type { Settings } from '../settings/settings.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import { actService, type Performer } from './on-interaction.ts';
import { readText, readValues } from './parameters.ts';
import { error, type Service, type ServiceTable, VOID } from './service-types.ts';

/** What these services are made of. */
export interface VoiceParts {
  readonly interactions: InteractionList;
  readonly acts: Performer & {
    dial(destination: string, userData: Readonly<Record<string, unknown>>): LiveInteraction;
  };
  readonly settings: () => Settings;
  /** The agent writes an e-mail. */
  readonly createEmail: (to: string, userData: Readonly<Record<string, unknown>>) => void;
}

/** The services of the two namespaces. */
export function voiceServices(parts: VoiceParts): ServiceTable {
  const { acts, createEmail } = parts;
  /** Destination, user data, perhaps extensions: the same parameters for calls and e-mails. */
  const starting =
    (start: (destination: string, userData: Readonly<Record<string, unknown>>) => void): Service =>
    ({ parameters }) => {
      const destination = readText(parameters[0], 'The destination');
      if (!destination.ok) return error(destination.problem);
      const userData = readValues(parameters[1], 'The user data');
      if (!userData.ok) return error(userData.problem);
      const extensions = readValues(parameters[2], 'The extensions');
      if (!extensions.ok) return error(extensions.problem);
      start(destination.value, userData.value);
      return VOID;
    };
  const dial = starting((destination, userData) => void acts.dial(destination, userData));
  return {
    'voice.dial': dial,
    'voice.dialEx': dial,
    'voice.answer': actService(parts, 'answer'),
    'voice.hold': actService(parts, 'hold'),
    'voice.resume': actService(parts, 'resume'),
    'voice.hangUp': actService(parts, 'release'),
    'voice.startCallRecording': actService(parts, 'startRecording'),
    'voice.stopCallRecording': actService(parts, 'stopRecording'),
    'voice.pauseCallRecording': actService(parts, 'pauseRecording'),
    'voice.resumeCallRecording': actService(parts, 'resumeRecording'),
    'email.create': starting(createEmail),
  };
}
