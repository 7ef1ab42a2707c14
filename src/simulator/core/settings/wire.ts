/**
 * Forms on the wire that no source tells (docs/protocol.md#message-shapes, docs/protocol.md#events,
 * docs/protocol.md#open-questions).
 */
import * as v from 'valibot';
import { EVENT_TYPES } from './event-types.ts';
import { choice, json, onOff, text } from './setting-types.ts';

export const WIRE = {
  voidAnswer: choice(
    'absent',
    { absent: 'no data key', null: 'data: null', true: 'data: true', emptyObject: 'data: {}' },
    '#unknown-answers-without-result',
    'What the answer of a method without result carries.',
  ),
  noneAnswer: choice(
    'null',
    { null: 'data: null', absent: 'no data key' },
    '#unknown-answers-without-result',
    'What getByInteractionId answers when there is no such interaction.',
  ),
  answerRepeatsRequest: onOff(
    false,
    '#unknown-error-answers, #message-shapes',
    "Whether an answer repeats the request's name in `request`.",
  ),
  answerOrder: choice(
    'answerFirst',
    { answerFirst: 'the answer, then the events', eventsFirst: 'the events, then the answer' },
    '#simulator-behaviour',
    'Order of a request’s answer and of the events that it causes.',
  ),
  errorForm: choice(
    'message',
    { message: 'errorMessage alone', code: 'errorMessage and errorCode', data: 'errorMessage and data: {errorCode}' },
    '#unknown-error-answers',
    'What a failure carries beside its text. The code is 1 throughout: no list of codes is public.',
  ),
  subscriptionId: choice(
    'number',
    { number: 'a number', string: 'a text' },
    '#unknown-subscriptions',
    'Type of `subscriptionId` in the answer to a subscribe.',
  ),
  deliveries: choice(
    'single',
    { single: 'once', double: 'once for each subscription' },
    '#unknown-subscriptions, #simulator-double-subscriptions',
    'How often a frame with two subscriptions of one name gets an event.',
  ),
  unsubscribeAnswer: choice(
    'answer',
    { answer: 'answered', silence: 'silence' },
    '#unknown-subscriptions',
    'Whether an unsubscribe is answered.',
  ),
  unknownEventName: choice(
    'accept',
    { accept: 'accepted, nothing ever comes', error: 'an error answer' },
    '#events',
    'Subscribing to a name that nobody knows.',
  ),
  subscriptionsAfterReload: choice(
    'kept',
    {
      kept: 'kept: events come before the new page has subscribed',
      forgotten: 'forgotten at the load event of the new page',
    },
    '#subscribe-and-unsubscribe',
    'What becomes of the subscriptions of a client page that was loaded anew.',
  ),
  frameAnnounce: json<unknown>(
    'off',
    v.unknown(),
    '"off", or the value of frameId',
    '#unknown-frame-id, #simulator-frame-id',
    'The frameId that a client frame is told of. "off": none is announced. "{frame}" in a text becomes the frame’s own key.',
  ),
  frameAnnounceWhen: choice(
    'load',
    { load: 'when the client frame has loaded', firstRequest: 'before the first answer to each page' },
    '#unknown-frame-id',
    'When frameId is announced. WWE sees the loading of its own frames only, not that of a pop-up window.',
  ),
  interactionKey: text(
    'interaction',
    'interaction',
    '#unknown-event-types',
    'Key of the Interaction in an interaction event.',
  ),
  eventTypes: EVENT_TYPES,
  agentEvent: choice(
    'state',
    { state: 'the State itself', withEventType: 'the State with an eventType', wrapped: '{state: the State}' },
    '#unknown-event-payloads',
    'Payload of an `agent` event.',
  ),
  mediaEvent: choice(
    'medium',
    { medium: 'the medium, as in getMediaList', list: 'the whole list', withEventType: 'the medium with an eventType' },
    '#unknown-event-payloads',
    'Payload of a `media` event.',
  ),
  markdoneEvent: choice(
    'id',
    {
      id: '{interactionId}',
      interaction: '{interactionId, interaction}',
      withEventType: '{eventType, interactionId}',
      warning: '{interactionId, warningMessage}',
    },
    '#unknown-event-payloads',
    'Payload of a `markdone` event.',
  ),
  systemEvent: choice(
    'frameState',
    { frameState: '{frameState}', withEventType: '{eventType, frameState}', text: 'the state as a text' },
    '#unknown-event-payloads',
    'Payload of a `system` event.',
  ),
  previewEvents: choice(
    'interaction',
    { interaction: 'interaction events', outbound: 'outbound events', both: 'both' },
    '#outbound-events',
    'As which events preview records come.',
  ),
  messengerToSender: onOff(false, '#messenger-events', 'Whether a broadcast also comes to the frame that sent it.'),
  toastButtonText: text(
    '{id}:{button}',
    '{id}:{button}',
    '#unknown-wwe-strings',
    'The text that a page gets when one of its toast’s buttons is pressed, if the toast asked for sendToMyMessage. Empty: nothing.',
  ),
  allowedServicesForm: choice(
    'names',
    { names: 'full names', objects: '{name} each', byNamespace: '{namespace: methods}' },
    '#unknown-answer-forms',
    'Form of the answer of getAllowedServices.',
  ),
  campaignForm: choice(
    'names',
    { names: '{name} each', withMode: '{name, mode} each', texts: 'the names as texts' },
    '#unknown-answer-forms',
    'Form of the answer of outbound.getCampaigns.',
  ),
  mediaNameKey: choice(
    'media',
    { media: 'media', name: 'name', both: 'both' },
    '#unknown-answer-forms',
    'Key of a medium’s name in the answers of the media services.',
  ),
  sectionForm: choice(
    'options',
    {
      options: '{name, options: {option: value}}',
      list: '{name, options: [{name, value}]}',
      flat: '{section, option, value} each',
    },
    '#unknown-answer-forms',
    'Form of a Section in the answers of the configuration services.',
  ),
} as const;
