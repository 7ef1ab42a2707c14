/** `system.*` and `sipEndpoint.*` (docs/protocol.md#system-services, docs/protocol.md#other-services). */

import type { Settings } from '../settings/settings.ts';
import type { Shell } from '../shell/shell.ts';
import type { AgentDesk } from '../state/agent.ts';
import { quoted, readText } from './parameters.ts';
import { data, error, type Outcome, type Service, type ServiceTable, VOID } from './service-types.ts';
import { readDialog, readToast, readView } from './shell-orders.ts';

/** What these services are made of. */
export interface SystemParts {
  readonly agent: AgentDesk;
  readonly shell: Shell;
  readonly settings: () => Settings;
  /** Whether the frame may use the service. */
  readonly allowed: (frame: string, service: string) => boolean;
  /** Whether the agent sees the frame. */
  readonly visible: (frame: string) => boolean;
  /** The names of all services. */
  readonly names: () => readonly string[];
}

/** The services of the two namespaces. */
export function systemServices(parts: SystemParts): ServiceTable {
  const { shell, settings, visible } = parts;
  /** A service that takes the id of something on the desktop; `what` it is, for the error text. */
  const named =
    (what: string, work: (id: string, second: unknown) => Outcome | boolean): Service =>
    ({ parameters: [given, second] }) => {
      const id = readText(given, `The ${what}'s id`);
      if (!id.ok) return error(id.problem);
      const outcome = work(id.value, second);
      if (typeof outcome !== 'boolean') return outcome;
      return outcome ? VOID : error(`There is no ${what} ${quoted(id.value)}`);
    };
  const frameState = (...states: readonly Settings['frameState'][]): Service => {
    return () => data(states.includes(settings().frameState));
  };
  const mute = (what: 'microphone' | 'speaker', muted: boolean): Service => {
    return () => {
      shell.mute(what, muted);
      return VOID;
    };
  };
  return {
    'system.getAllowedServices': ({ frame }) => data(allowedServices(parts, frame)),
    'system.triggerActivity': () => VOID,
    'system.popupToast': ({ parameters, frame }) => {
      const toast = readToast(parameters[0]);
      return toast.ok ? data(shell.popup(frame, toast.value)) : error(toast.problem);
    },
    'system.updateToast': named('toast', (id, options) => {
      const toast = readToast(options);
      return toast.ok ? shell.update(id, toast.value) : error(toast.problem);
    }),
    'system.closeToast': named('toast', (id) => shell.closeToast(id)),
    'system.openDialog': ({ parameters: [url, options] }) => {
      const dialog = readDialog(url, options, placeholders(parts));
      return dialog.ok ? data(shell.open(dialog.value)) : error(dialog.problem);
    },
    'system.closeDialog': named('dialog', (id) => shell.closeDialog(id)),
    'system.updateViewInApplicationMenuBar': ({ parameters }) => {
      const view = readView(parameters[0]);
      if (!view.ok) return error(view.problem);
      shell.showView(view.value);
      return VOID;
    },
    'system.closeViewInApplicationMenuBar': named('view', (name) => shell.closeView(name)),
    'system.amIVisible': ({ frame }) => data(visible(frame)),
    'system.isFrameLeading': frameState('leading'),
    'system.isFrameFollowing': frameState('following'),
    'system.isFrameNegotiating': frameState('negotiating'),
    'system.isFrameLeadingOrNegotiating': frameState('leading', 'negotiating'),
    'system.isLastActiveFrame': () => data(settings().lastActiveFrame),
    'sipEndpoint.muteMicrophone': mute('microphone', true),
    'sipEndpoint.unmuteMicrophone': mute('microphone', false),
    'sipEndpoint.isMicrophoneMute': () => data(shell.model().microphoneMuted),
    'sipEndpoint.muteSpeaker': mute('speaker', true),
    'sipEndpoint.unmuteSpeaker': mute('speaker', false),
    'sipEndpoint.isSpeakerMute': () => data(shell.model().speakerMuted),
  };
}

/** What a dialog's address and label may name. Only the first two are known; the others are their likely neighbours. */
function placeholders({ agent, shell }: SystemParts): ReadonlyMap<string, string> {
  const { employeeId, firstname, lastname, username } = agent.agent();
  return new Map([
    ['$Dialog.Id$', shell.nextDialog()],
    ['$Agent.FullName$', agent.fullName()],
    ['$Agent.FirstName$', firstname],
    ['$Agent.LastName$', lastname],
    ['$Agent.UserName$', username],
    ['$Agent.EmployeeId$', employeeId],
  ]);
}

function allowedServices({ allowed, names, settings }: SystemParts, frame: string): unknown {
  const { hiddenServices, allowedServicesForm } = settings();
  const list = names().filter((name) => !hiddenServices.includes(name) && allowed(frame, name));
  if (allowedServicesForm === 'names') return list;
  if (allowedServicesForm === 'objects') return list.map((name) => ({ name }));
  const byNamespace = new Map<string, string[]>();
  for (const name of list) {
    const [namespace = '', method = ''] = name.split('.');
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), method]);
  }
  return Object.fromEntries(byNamespace);
}
