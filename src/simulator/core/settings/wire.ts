/** Forms on the wire that no source tells (scapi.md §2, §3, §10). */
import * as v from 'valibot';
import { EVENT_TYPES } from './event-types.ts';
import { choice, json, onOff, text } from './kinds.ts';

export const WIRE = {
  voidAnswer: choice(
    'absent',
    { absent: 'no data key', null: 'data: null', true: 'data: true', emptyObject: 'data: {}' },
    'unknown 5',
    'What the answer of a method without result carries.',
  ),
  noneAnswer: choice(
    'null',
    { null: 'data: null', absent: 'no data key' },
    'unknown 5',
    'What getByInteractionId answers when there is no such interaction.',
  ),
  answerRepeatsRequest: onOff(false, 'unknown 4, §2', "Whether an answer repeats the request's name in `request`."),
  answerOrder: choice(
    'answerFirst',
    { answerFirst: 'the answer, then the events', eventsFirst: 'the events, then the answer' },
    '§11',
    'Order of a request’s answer and of the events that it causes.',
  ),
  errorForm: choice(
    'message',
    { message: 'errorMessage alone', code: 'errorMessage and errorCode', data: 'errorMessage and data: {errorCode}' },
    'unknown 4',
    'What a failure carries beside its text. The code is 1 throughout: no list of codes is public.',
  ),
  subscriptionId: choice(
    'number',
    { number: 'a number', string: 'a text' },
    'unknown 7',
    'Type of `subscriptionId` in the answer to a subscribe.',
  ),
  deliveries: choice(
    'single',
    { single: 'once', double: 'once for each subscription' },
    'unknown 7, §11 row 5',
    'How often a frame with two subscriptions of one name gets an event.',
  ),
  unsubscribeAnswer: choice(
    'answer',
    { answer: 'answered', silence: 'silence' },
    'unknown 7',
    'Whether an unsubscribe is answered.',
  ),
  unknownEventName: choice(
    'accept',
    { accept: 'accepted, nothing ever comes', error: 'an error answer' },
    '§3',
    'Subscribing to a name that nobody knows.',
  ),
  subscriptionsAfterReload: choice(
    'kept',
    {
      kept: 'kept: events come before the new page has subscribed',
      forgotten: 'forgotten at the load event of the new page',
    },
    '§1.5',
    'What becomes of the subscriptions of a client page that was loaded anew.',
  ),
  frameAnnounce: json<unknown>(
    'off',
    v.unknown(),
    '"off", or the value of frameId',
    'unknown 6, §11 row 6',
    'The frameId that a client frame is told of. "off": none is announced. "{frame}" in a text becomes the frame’s own key.',
  ),
  frameAnnounceWhen: choice(
    'load',
    { load: 'when the client frame has loaded', firstRequest: 'before the first answer to each page' },
    'unknown 6',
    'When frameId is announced. WWE sees the loading of its own frames only, not that of a pop-up window.',
  ),
  interactionKey: text('interaction', 'interaction', 'unknown 1', 'Key of the Interaction in an interaction event.'),
  eventTypes: EVENT_TYPES,
  agentEvent: choice(
    'state',
    { state: 'the State itself', withEventType: 'the State with an eventType', wrapped: '{state: the State}' },
    'unknown 2',
    'Payload of an `agent` event.',
  ),
  mediaEvent: choice(
    'medium',
    { medium: 'the medium, as in getMediaList', list: 'the whole list', withEventType: 'the medium with an eventType' },
    'unknown 2',
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
    'unknown 2',
    'Payload of a `markdone` event.',
  ),
  systemEvent: choice(
    'frameState',
    { frameState: '{frameState}', withEventType: '{eventType, frameState}', text: 'the state as a text' },
    'unknown 2',
    'Payload of a `system` event.',
  ),
  previewEvents: choice(
    'interaction',
    { interaction: 'interaction events', outbound: 'outbound events', both: 'both' },
    '§3.3',
    'As which events preview records come.',
  ),
  messengerToSender: onOff(false, '§3.4', 'Whether a broadcast also comes to the frame that sent it.'),
  toastButtonText: text(
    '{id}:{button}',
    '{id}:{button}',
    'unknown 14',
    'The text that a page gets when one of its toast’s buttons is pressed, if the toast asked for sendToMyMessage. Empty: nothing.',
  ),
  allowedServicesForm: choice(
    'names',
    { names: 'full names', objects: '{name} each', byNamespace: '{namespace: methods}' },
    'unknown 13',
    'Form of the answer of getAllowedServices.',
  ),
  campaignForm: choice(
    'names',
    { names: '{name} each', withMode: '{name, mode} each', texts: 'the names as texts' },
    'unknown 13',
    'Form of the answer of outbound.getCampaigns.',
  ),
  mediaNameKey: choice(
    'media',
    { media: 'media', name: 'name', both: 'both' },
    'unknown 13',
    'Key of a medium’s name in the answers of the media services.',
  ),
  sectionForm: choice(
    'options',
    {
      options: '{name, options: {option: value}}',
      list: '{name, options: [{name, value}]}',
      flat: '{section, option, value} each',
    },
    'unknown 13',
    'Form of a Section in the answers of the configuration services.',
  ),
} as const;
