/**
 * The methods of `genesys.wwe.service.<namespace>`, as a table (docs/protocol.md#services): how many parameters each
 * sends.
 */

/**
 * Parameters before the two callbacks; `shifting`: callbacks may stand in place of the last one
 * (docs/protocol.md#sending).
 */
export type MethodForm = number | { readonly parameters: number; readonly shifting: true };

/** Namespace → method → form. Request string = `namespace.method`. */
export const METHODS: Readonly<Record<string, Readonly<Record<string, MethodForm>>>> = {
  agent: { get: 0, getState: 0, getStateList: 0, setState: 1 },
  auth: { getJwtToken: 0 },
  configuration: { getOption: 1 },
  email: { create: { parameters: 2, shifting: true } },
  interaction: {
    getInteractions: 0,
    getByInteractionId: 1,
    setUserData: 2,
    deleteUserData: 2,
    selectCaseByCaseId: 1,
    markdone: 1,
    blockMarkdone: 2,
    unblockMarkdone: 1,
    accept: 1,
    reject: 1,
    singleStepTransfer: 4,
    singleStepConference: 4,
    consult: 4,
    completeTransfer: 1,
    completeConference: 1,
  },
  media: { getMediaList: 0, getMediaByName: 1, setState: 2 },
  messenger: { broadcastMessage: 2 },
  outbound: {
    getCampaigns: 0,
    getPreviewRecord: 1,
    getChainedRecords: 1,
    getRecordFields: 1,
    updateRecordFields: 2,
    callPreviewRecord: 2,
    rejectPreviewRecord: 1,
    cancelPreviewRecord: 1,
    startDirectPushPreview: 0,
    stopDirectPushPreview: 0,
    rescheduleRecord: 4,
    cancelReschedule: 1,
    getListOfCallResults: 0,
    setCallResult: 2,
    getCallResult: 1,
    setDoNotCall: 1,
    removeDoNotCall: 1,
  },
  sipEndpoint: {
    muteMicrophone: 0,
    unmuteMicrophone: 0,
    isMicrophoneMute: 0,
    muteSpeaker: 0,
    unmuteSpeaker: 0,
    isSpeakerMute: 0,
  },
  system: {
    getAllowedServices: 0,
    triggerActivity: 0,
    popupToast: 1,
    updateToast: 2,
    closeToast: 1,
    openDialog: 2,
    closeDialog: 1,
    updateViewInApplicationMenuBar: 1,
    closeViewInApplicationMenuBar: 1,
    amIVisible: 0,
    isFrameLeading: 0,
    isFrameFollowing: 0,
    isFrameNegotiating: 0,
    isFrameLeadingOrNegotiating: 0,
    isLastActiveFrame: 0,
  },
  voice: {
    dial: { parameters: 2, shifting: true },
    dialEx: 3,
    answer: 1,
    hold: 1,
    resume: 1,
    hangUp: 1,
    startCallRecording: 1,
    stopCallRecording: 1,
    pauseCallRecording: 1,
    resumeCallRecording: 1,
  },
};
