/**
 * The services that deal with the agent and the desktop (docs/protocol.md#agent-services,
 * docs/protocol.md#media-services, docs/protocol.md#system-services, docs/protocol.md#other-services).
 */
import { may, need, type Service, service, withoutClient } from './service.ts';

/** docs/protocol.md#agent-services. */
export const AGENT_SERVICES = {
  'agent.get': service('client', 'none', [], ['Agent: employeeId, firstname, lastname, username, roles', 'docs']),
  'agent.getState': service('client', 'none', [], ['media.State', 'docs']),
  'agent.getStateList': service('client', 'none', [], ['media.State[]', 'docs']),
  'agent.setState': service('client', 'writes', [need('operationName')]),
} as const satisfies Record<string, Service>;

/** docs/protocol.md#media-services. */
export const MEDIA_SERVICES = {
  'media.getMediaList': service('client', 'none', [], ['array of media with their state', 'inferred']),
  'media.getMediaByName': service('client', 'none', [need('name')], ['one medium with its state', 'inferred']),
  'media.setState': service('client', 'writes', [need('name'), need('operationName')]),
} as const satisfies Record<string, Service>;

const TOAST_OPTIONS =
  'object {title, iconUrl, subject, message, keyValues, buttons or buttonShowDismiss, autoCloseTimeout, sendToMyMessage, width}';

/** docs/protocol.md#system-services. */
export const SYSTEM_SERVICES = {
  'system.getAllowedServices': service('client', 'none', [], ['the services allowed; form unknown', 'inferred']),
  'system.triggerActivity': service('client', 'none', []),
  'system.popupToast': service('client', 'none', [need('options', TOAST_OPTIONS)], ['toast id', 'inferred']),
  'system.updateToast': service('client', 'none', [need('id'), need('options', TOAST_OPTIONS)]),
  'system.closeToast': service('client', 'none', [need('id')]),
  'system.openDialog': service(
    'client',
    'none',
    [need('url'), need('options', 'object {label, width, height}')],
    ['dialog id', 'inferred'],
  ),
  'system.closeDialog': service('client', 'none', [need('dialogId')]),
  'system.updateViewInApplicationMenuBar': service('client', 'none', [
    need('options', 'object {name, iconUrl, label, shortLabel, tooltip, backgroundColor, labelColor}'),
  ]),
  'system.closeViewInApplicationMenuBar': service('client', 'none', [need('name')]),
  'system.amIVisible': service('client', 'none', [], ['boolean', 'inferred']),
  'system.isFrameLeading': service('client', 'none', [], ['boolean', 'inferred']),
  'system.isFrameFollowing': service('client', 'none', [], ['boolean', 'inferred']),
  'system.isFrameNegotiating': service('client', 'none', [], ['boolean', 'inferred']),
  'system.isFrameLeadingOrNegotiating': service('client', 'none', [], ['boolean', 'inferred']),
  'system.isLastActiveFrame': service('client', 'none', [], ['boolean', 'inferred']),
} as const satisfies Record<string, Service>;

/** docs/protocol.md#other-services. */
export const OTHER_SERVICES = {
  'sipEndpoint.muteMicrophone': service('client', 'changes', []),
  'sipEndpoint.unmuteMicrophone': service('client', 'changes', []),
  'sipEndpoint.muteSpeaker': service('client', 'changes', []),
  'sipEndpoint.unmuteSpeaker': service('client', 'changes', []),
  'sipEndpoint.isMicrophoneMute': service('client', 'none', [], ['boolean', 'inferred']),
  'sipEndpoint.isSpeakerMute': service('client', 'none', [], ['boolean', 'inferred']),
  'messenger.broadcastMessage': service('client', 'writes', [need('channel'), need('message', 'object')]),
  'configuration.getOption': service(
    'client',
    'none',
    [need('option', 'string or string[]')],
    ['Section[]; fields unknown', 'docs'],
  ),
  'configuration.getContextualOption': withoutClient(
    'docs',
    'none',
    [need('options', 'string or string[]'), need('interactionId')],
    ['Section[]; fields unknown', 'docs'],
  ),
  'auth.getJwtToken': service('client', 'none', [], ['{expiration, jwtToken}', 'docs']),
  'auth.getPureCloudToken': withoutClient('sample', 'none', [may('forceNewToken', 'boolean')]),
} as const satisfies Record<string, Service>;
