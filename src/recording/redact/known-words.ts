/** Words of WWE's protocol, of browsers and of the web: they say nothing of a person, and stay. */
import { EVENT_NAMES, EVENT_TYPES, MESSENGER_PREFIX } from '../../protocol/events.ts';
import { CLIENT_USER_AGENT, SERVER_USER_AGENT } from '../../protocol/messages.ts';
import { NOTE_KINDS } from '../../protocol/notes.ts';
import { SERVICE_NAMES } from '../../protocol/services.ts';
import { INTERACTION_STATES } from '../../protocol/states.ts';

const split = (text: string) => text.split(/\s+/);

const namespaces = SERVICE_NAMES.map((name) => `${name.split('.')[0]}.*`);

const WORDS = new Set<string>([
  ...SERVICE_NAMES,
  ...namespaces,
  ...INTERACTION_STATES,
  ...Object.keys(EVENT_TYPES),
  ...Object.keys(EVENT_NAMES),
  ...NOTE_KINDS,
  CLIENT_USER_AGENT,
  SERVER_USER_AGENT,
  'Request timeout',
  'an exception',
  'sealed',
  'sendMessage is an accessor',
  'sendMessage is read-only',
  ...split(`voice chat email workitem outboundpreview IN OUT UNKNOWN INTERNAL INBOUND OUTBOUND CONSULT STOPPED RECORDING
    PAUSED READY NOT_READY NOT_READY_AFTER_CALLWORK LOGOUT PARTIAL_READY READY_ACTION_CODE NOT_READY_ACTION_CODE
    NOT_READY_AFTER_CALLWORK_ACTION_CODE DND_ON LOGOUT_DND_ON OUT_OF_SERVICE Ready NotReady NotReadyReason AfterCallWork
    AfterCallWorkReason Dnd LogOff AGENT AGENT_GROUP SKILL INTERACTION_QUEUE ROUTING_POINT CUSTOM_CONTACT ROLE_AGENT
    ROLE_SUPERVISOR ROLE_ADMIN CAMPAIGN subscribe unsubscribe success failure timeout frozen`),
]);

/** Whether a whole text is such a word. */
export const isKnownWord = (text: string): boolean => WORDS.has(text);

const ERROR =
  /^((?:Error|TypeError|RangeError|SyntaxError|ReferenceError|EvalError|URIError|AggregateError|InternalError|DataCloneError|DOMException|(?:Abort|Constraint|Data|Encoding|InvalidAccess|InvalidState|Network|NotAllowed|NotFound|NotSupported|Operation|QuotaExceeded|Security|Timeout|Unknown)Error))(: |$)/;

/** The name of an error at the beginning of a text, with what separates it from its message; empty if there is none. */
export const errorNameIn = (text: string): string => ERROR.exec(text)?.[0] ?? '';

/** A service as WWE's are named. */
const SERVICE = /^[a-z][A-Za-z]{1,40}\.[a-z][A-Za-z]{1,60}$/;
const CHANNEL = /^[a-z][A-Za-z.-]{0,40}$/;

/** Whether a name of a service or an event stays. */
export function isName(text: string): boolean {
  if (WORDS.has(text) || SERVICE.test(text)) return true;
  const channel = text.startsWith(MESSENGER_PREFIX) ? text.slice(MESSENGER_PREFIX.length) : text;
  return CHANNEL.test(channel);
}

const PARTS = new Set(
  split(`api app apps asset assets build bundle chunk client common component components config core css dist edge events
    favicon file files font fonts frame genesys gadget home html icon icons iframe image images img index js lib libs
    login main map media min module modules node page pages panel plugin plugins polyfill polyfills public resource
    resources runtime scapi script scripts service services shared src static style styles test tests ui util utils v
    vendor vendors view views web webpack widget widgets wwe desktop agent embedded chrome extension`),
);

/** Whether a part of an address, between two slashes, is made of such words. */
export function isKnownPath(part: string): boolean {
  return (
    part.length <= 80 &&
    part
      .split(/[-._]/)
      .every(
        (word) =>
          PARTS.has(word.toLowerCase().replace(/\d{1,2}$/, '')) ||
          /^(?:v?\d{1,2}|[cm]?[jt]sx?|html?|css|map|json|php|aspx?|jsp)?$/.test(word),
      )
  );
}
