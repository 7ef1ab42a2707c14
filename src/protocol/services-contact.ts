/**
 * The services that deal with contacts: interaction, voice, email, outbound (docs/protocol.md#interaction-services,
 * docs/protocol.md#voice-services, docs/protocol.md#outbound-services, docs/protocol.md#other-services).
 */
import { may, need, type Service, service, withoutClient } from './service.ts';

const ID = [need('interactionId')] as const;
const USER_DATA = may('userData', 'object {key: value}');
/**
 * The key of the kind is in conflict: `target` in the docs, `type` in the sample
 * (docs/protocol.md#interaction-services).
 */
const TRANSFER = [
  need('interactionId'),
  need('target', 'string, or object {destination, target or type}'),
  USER_DATA,
  may('extensions', 'object'),
] as const;
const RECORD = [need('interactionId'), need('recordHandle', 'number')] as const;

/** docs/protocol.md#interaction-services. */
export const INTERACTION_SERVICES = {
  'interaction.getInteractions': service('seed', 'none', [], ['Interaction[]', 'seed']),
  'interaction.getByInteractionId': service('seed', 'none', ID, ['Interaction, or null if there is none', 'seed']),
  'interaction.setUserData': service('seed', 'writes', [
    need('interactionId'),
    need('keyValues', 'object {key: value}'),
  ]),
  'interaction.deleteUserData': service('seed', 'writes', [need('interactionId'), need('key')]),
  'interaction.selectCaseByCaseId': service('seed', 'none', [need('caseId')]),
  'interaction.markdone': service('seed', 'ends', ID),
  'interaction.blockMarkdone': service('seed', 'writes', [need('interactionId'), need('warningMessage')]),
  'interaction.unblockMarkdone': service('seed', 'writes', ID),
  'interaction.accept': service('client', 'changes', ID),
  'interaction.reject': service('client', 'ends', ID),
  'interaction.singleStepTransfer': service('client', 'ends', TRANSFER),
  'interaction.singleStepConference': service('client', 'changes', TRANSFER),
  'interaction.consult': service('client', 'changes', TRANSFER),
  'interaction.completeTransfer': service('client', 'ends', [need('consultInteractionId')]),
  'interaction.completeConference': service('client', 'changes', [need('consultInteractionId')]),
  'interaction.getByBundleId': withoutClient('unknown', 'none', null),
  'interaction.getByCaseId': withoutClient('unknown', 'none', null),
  'interaction.attachUserData': withoutClient('unknown', 'writes', null),
  'interaction.updateUserData': withoutClient('unknown', 'writes', null),
} as const satisfies Record<string, Service>;

/** docs/protocol.md#voice-services. The recording's state shows in the Interaction's `recordingState`. */
export const VOICE_SERVICES = {
  'voice.dial': service('client', 'changes', [need('destination'), USER_DATA]),
  'voice.dialEx': service('client', 'changes', [need('destination'), USER_DATA, may('extensions', 'object')]),
  'voice.answer': service('client', 'changes', ID),
  'voice.hold': service('client', 'changes', ID),
  'voice.resume': service('client', 'changes', ID),
  'voice.hangUp': service('client', 'ends', ID),
  'voice.startCallRecording': service('client', 'changes', ID),
  'voice.stopCallRecording': service('client', 'changes', ID),
  'voice.pauseCallRecording': service('client', 'changes', ID),
  'voice.resumeCallRecording': service('client', 'changes', ID),
} as const satisfies Record<string, Service>;

/** docs/protocol.md#other-services. */
export const EMAIL_SERVICES = {
  'email.create': service('client', 'changes', [need('destination'), USER_DATA]),
} as const satisfies Record<string, Service>;

/** docs/protocol.md#outbound-services. */
export const OUTBOUND_SERVICES = {
  'outbound.getCampaigns': service('client', 'none', [], ['loaded or active campaigns; fields unknown', 'docs']),
  'outbound.getPreviewRecord': service('client', 'changes', [need('campaignName')]),
  'outbound.getChainedRecords': service('client', 'none', ID),
  'outbound.getRecordFields': service('client', 'none', ID),
  'outbound.updateRecordFields': service('client', 'writes', [
    need('interactionId'),
    need('fields', 'object {field: value}'),
  ]),
  'outbound.callPreviewRecord': service('client', 'changes', RECORD),
  'outbound.rejectPreviewRecord': service('client', 'ends', ID),
  'outbound.cancelPreviewRecord': service('client', 'ends', ID),
  'outbound.startDirectPushPreview': service('client', 'changes', []),
  'outbound.stopDirectPushPreview': service('client', 'changes', []),
  'outbound.rescheduleRecord': service('client', 'writes', [
    ...RECORD,
    need('date', 'string M/D/YYYY H:M, local time'),
    need('callbackType', 'string, e.g. CAMPAIGN'),
  ]),
  'outbound.cancelReschedule': service('client', 'writes', ID),
  'outbound.getListOfCallResults': service('client', 'none', []),
  'outbound.setCallResult': service('client', 'writes', [need('interactionId'), need('result', 'number')]),
  'outbound.getCallResult': service('client', 'none', ID),
  'outbound.setDoNotCall': service('client', 'writes', ID),
  'outbound.removeDoNotCall': service('client', 'writes', ID),
} as const satisfies Record<string, Service>;
