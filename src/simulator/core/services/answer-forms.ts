/**
 * How sure the form of each service's answer is, and the form that we chose where no source tells it
 * (docs/protocol.md#services, docs/protocol.md#open-questions).
 */

/** How sure: by the documents; read out of public code or out of a name; or not known to anybody outside. */
export type Sureness = 'documented' | 'inferred' | 'unknown';

/** One answer. */
export interface AnswerForm {
  readonly sure: Sureness;
  /** One sentence. */
  readonly form: string;
}

const documented = (form: string): AnswerForm => ({ sure: 'documented', form });
const inferred = (form: string): AnswerForm => ({ sure: 'inferred', form });
const unknown = (form: string): AnswerForm => ({ sure: 'unknown', form });

/** For methods that only do something. */
const NOTHING = unknown('No result: what an answer then carries is the setting voidAnswer.');
const FLAG = inferred('true or false.');
const STATE = 'An object with operationName, displayName and type; further fields are not known.';
const MEDIUM = 'the name (its key is the setting mediaNameKey) and state, an object as in agent.getState';
const SECTIONS = 'A list of sections, each with the options that were found, in the form of the setting sectionForm';

/** Service → what its answer looks like. Every service that WWE answers is here. */
export const ANSWER_FORMS: Readonly<Record<string, AnswerForm>> = {
  'interaction.getInteractions': documented('A list of interactions.'),
  'interaction.getByInteractionId': documented('The interaction, or null (the setting noneAnswer).'),
  'interaction.setUserData': NOTHING,
  'interaction.deleteUserData': NOTHING,
  'interaction.selectCaseByCaseId': NOTHING,
  'interaction.markdone': NOTHING,
  'interaction.blockMarkdone': NOTHING,
  'interaction.unblockMarkdone': NOTHING,
  'interaction.accept': NOTHING,
  'interaction.reject': NOTHING,
  'interaction.singleStepTransfer': NOTHING,
  'interaction.singleStepConference': NOTHING,
  'interaction.consult': unknown('No result: the consultation is told of by interaction events alone.'),
  'interaction.completeTransfer': NOTHING,
  'interaction.completeConference': NOTHING,
  'agent.get': documented('An object with employeeId, firstname, lastname, username and roles.'),
  'agent.getState': inferred(STATE),
  'agent.getStateList': inferred(`A list; each member is as in agent.getState.`),
  'agent.setState': NOTHING,
  'media.getMediaList': inferred(`A list; each member has ${MEDIUM}.`),
  'media.getMediaByName': inferred(`An object with ${MEDIUM}.`),
  'media.setState': NOTHING,
  'voice.dial': unknown('No result: the call is told of by interaction events alone.'),
  'voice.dialEx': unknown('No result: the call is told of by interaction events alone.'),
  'voice.answer': NOTHING,
  'voice.hold': NOTHING,
  'voice.resume': NOTHING,
  'voice.hangUp': NOTHING,
  'voice.startCallRecording': NOTHING,
  'voice.stopCallRecording': NOTHING,
  'voice.pauseCallRecording': NOTHING,
  'voice.resumeCallRecording': NOTHING,
  'email.create': unknown('No result: the e-mail is told of by interaction events alone.'),
  'outbound.getCampaigns': unknown('A list of the loaded campaigns, in the form of the setting campaignForm.'),
  'outbound.getPreviewRecord': unknown('No result: the record comes as an interaction in state PREVIEW.'),
  'outbound.getChainedRecords': unknown('A list; each member is an object with the fields of one record.'),
  'outbound.getRecordFields': unknown("An object with the fields of the chain's present record."),
  'outbound.updateRecordFields': NOTHING,
  'outbound.callPreviewRecord': unknown('No result: the call is told of by interaction events alone.'),
  'outbound.rejectPreviewRecord': NOTHING,
  'outbound.cancelPreviewRecord': NOTHING,
  'outbound.startDirectPushPreview': unknown('No result: records then come as interactions in state INVITED.'),
  'outbound.stopDirectPushPreview': NOTHING,
  'outbound.rescheduleRecord': NOTHING,
  'outbound.cancelReschedule': NOTHING,
  'outbound.getListOfCallResults': unknown('A list of numbers, those of the setting callResults.'),
  'outbound.setCallResult': NOTHING,
  'outbound.getCallResult': unknown('The number of the call result; 28 until one is set.'),
  'outbound.setDoNotCall': NOTHING,
  'outbound.removeDoNotCall': NOTHING,
  'system.getAllowedServices': unknown('The services, in the form of the setting allowedServicesForm.'),
  'system.triggerActivity': NOTHING,
  'system.popupToast': inferred("The toast's id, a text such as wweCustomToast0."),
  'system.updateToast': NOTHING,
  'system.closeToast': NOTHING,
  'system.openDialog': inferred("The dialog's id, a text such as wweCustomDialog1."),
  'system.closeDialog': NOTHING,
  'system.updateViewInApplicationMenuBar': NOTHING,
  'system.closeViewInApplicationMenuBar': NOTHING,
  'system.amIVisible': FLAG,
  'system.isFrameLeading': FLAG,
  'system.isFrameFollowing': FLAG,
  'system.isFrameNegotiating': FLAG,
  'system.isFrameLeadingOrNegotiating': FLAG,
  'system.isLastActiveFrame': FLAG,
  'sipEndpoint.muteMicrophone': NOTHING,
  'sipEndpoint.unmuteMicrophone': NOTHING,
  'sipEndpoint.isMicrophoneMute': FLAG,
  'sipEndpoint.muteSpeaker': NOTHING,
  'sipEndpoint.unmuteSpeaker': NOTHING,
  'sipEndpoint.isSpeakerMute': FLAG,
  'messenger.broadcastMessage': NOTHING,
  'configuration.getOption': unknown(`${SECTIONS}.`),
  'configuration.getContextualOption': unknown(`${SECTIONS}; user data of the option's name override its value.`),
  'auth.getJwtToken': documented('An object with expiration, an ISO date, and jwtToken.'),
  'auth.getPureCloudToken': unknown('The token as a text.'),
};
