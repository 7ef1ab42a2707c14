/**
 * What interactions look like, and how they run, where no source tells (docs/protocol.md#types,
 * docs/protocol.md#state-transitions).
 */
import * as v from 'valibot';
import { choice, json, ms, onOff, text } from './setting-types.ts';

export const INTERACTIONS = {
  idsAfterRefresh: choice(
    'anew',
    { anew: 'from 1 again', on: 'on from the last one' },
    '#interaction-object',
    'How interaction ids are counted after WWE was refreshed. They are lost then; counted anew, an old id may be another contact’s.',
  ),
  voiceOnlyElsewhere: choice(
    'absent',
    { absent: 'absent', null: 'null', undefined: 'undefined' },
    '#unknown-voice-only-properties',
    'Voice-only properties of interactions that are no calls.',
  ),
  firstPreviousState: json<string | null>(
    'UNKNOWN',
    v.nullable(v.string('must be a state, null or "absent"')),
    '"UNKNOWN", null or "absent"',
    '#unknown-initial-values',
    'previousState of a new interaction; "absent" leaves the key out.',
  ),
  parentOfNone: choice(
    'absent',
    { absent: 'absent', null: 'null', empty: 'an empty text' },
    '#unknown-initial-values',
    'parentInteractionId where there is no parent.',
  ),
  mediaProperty: onOff(true, '#unknown-media-property', 'Whether interactions carry `media`.'),
  previewMedia: text(
    'outboundpreview',
    'outboundpreview, or empty',
    '#unknown-media-property',
    'Name of the medium of a call preview. Empty: previews carry no `media`.',
  ),
  partyName: choice(
    'name',
    { name: 'the person', address: 'number or address' },
    '#party-object',
    'What a party’s name is.',
  ),
  agentIsParty: onOff(false, '#party-object', 'Whether the agent is among the parties.'),
  callTypeCase: choice(
    'upper',
    { upper: 'INBOUND', capital: 'Inbound' },
    '#states',
    'How callType is written. Upper case is documented; WWE’s own objects have the other.',
  ),
  userDataState: choice(
    'kept',
    { kept: 'the state stays', updated: 'USER_DATA_ATTACHED or USER_DATA_UPDATED becomes the state' },
    '#unknown-state-order',
    'What a change of user data does to the state of other media than voice.',
  ),
  chatStates: choice(
    'full',
    { full: 'all that are documented', acceptedOnly: 'ACCEPTED only' },
    '#unknown-state-order',
    'The states of a chat after Accept.',
  ),
  chatJoin: choice(
    'joins',
    { joins: 'joins', fails: 'JOIN_FAILED' },
    '#chat-transitions',
    'Whether a chat that was accepted reaches the chat server.',
  ),
  caseEventIds: choice(
    'seed',
    { seed: 'both fold events name the case left', each: 'each names its own case' },
    '#interaction-events',
    'Ids in the events of a change of case.',
  ),
  selectOnAnswer: onOff(true, '#interaction-events', 'Whether answering or accepting selects the case.'),
  afterOpenMedia: choice(
    'gone',
    { gone: 'gone from the list', idle: 'IDLE, until it is marked done' },
    '#open-media-transitions',
    'What becomes of an interaction that was sent, cancelled, rejected, taken back or handed over.',
  ),
  afterSave: choice(
    'stays',
    { stays: 'stays in the list', gone: 'gone, into a workbin' },
    '#open-media-transitions',
    'What becomes of an e-mail or workitem that was saved.',
  ),
  afterConsultation: choice(
    'idle',
    { idle: 'IDLE, until it is marked done', gone: 'gone from the list' },
    '#voice-transitions',
    'What becomes of a consultation when the transfer or conference is complete.',
  ),
  transferOutcome: choice(
    'completed',
    { completed: 'TRANSFER_COMPLETED', error: 'ERROR', back: 'back to ACCEPTED' },
    '#open-media-transitions',
    'How a transfer of open media ends.',
  ),
  targetKey: choice(
    'either',
    { either: 'target or type', target: 'target only', type: 'type only' },
    '#unknown-target-key',
    'The key of the kind in the target of a transfer, conference or consultation.',
  ),
  farEndAnswersMs: ms(2000, 'ours', 'Until the far end of an outbound or consultation call answers; 0: never.'),
  stepMs: ms(300, 'ours', 'Between the steps of a chat’s joining and of a transfer.'),
  markDoneOnRelease: onOff(
    false,
    '#blocking-mark-done',
    'WWE’s option voice.mark-done-on-release: an ended call is gone at once.',
  ),
} as const;
