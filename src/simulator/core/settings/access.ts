/** Who may do what, and how often (scapi.md §8; unknown 4 and 8). */
import * as v from 'valibot';
import { choice, json, ms, number, onOff, text } from './kinds.ts';

const REQUESTS = [0, 1_000_000, 'requests a minute'] as const;

export const ACCESS = {
  acceptedOrigins: text(
    '* (*, auth.getJwtToken)',
    'https://page.example (agent.*, voice.dial), *',
    '§8.1, §11 row 10',
    'service-client-api.accepted-web-content-origins: a comma list of origins or *, each perhaps with its services in brackets. WWE’s own default is empty: nobody has access.',
  ),
  originDenied: choice(
    'silence',
    { silence: 'silence', error: 'an error answer' },
    'unknown 4',
    'Requests of other origins.',
  ),
  serviceDenied: choice(
    'silence',
    { silence: 'silence', error: 'an error answer' },
    'unknown 4',
    'Requests for a service outside the brackets.',
  ),
  jwtWithoutBrackets: choice(
    'denied',
    { denied: 'not allowed', allowed: 'allowed' },
    '§8.1',
    'auth.getJwtToken for an origin that is listed without brackets.',
  ),
  subscribeFilter: choice(
    'byNamespace',
    { byNamespace: 'needs a service of the event’s namespace', free: 'always allowed' },
    '§8.1',
    'Subscribing where the origin has brackets. messenger and markdone events count to messenger and interaction.',
  ),
  hiddenServices: json<readonly string[]>(
    [],
    v.array(v.string()),
    '["voice.dial"]',
    'unknown 13',
    'Services that getAllowedServices leaves out, though they are allowed.',
  ),
  unknownService: choice(
    'error',
    { error: 'an error answer', silence: 'silence' },
    'unknown 4',
    'Services that WWE does not have.',
  ),
  rateLimit: number(0, REQUESTS, '§8.2, §11 row 11', 'service-client-api.rate-limit, whole API. 0: no limit.'),
  rateLimits: json<Readonly<Record<string, number>>>(
    {},
    v.record(v.string(), v.pipe(v.number(), v.minValue(0))),
    '{"agent.get": 10}',
    '§8.2, §11 row 11',
    'service-client-api.rate-limit.<service>: requests a minute by service. 0: no limit.',
  ),
  quarantineMs: ms(30_000, '§8.2, §11 row 11', 'rate-limit-quarantine-delay. 0: for ever.'),
  rateScope: choice(
    'frame',
    { frame: 'each client frame', origin: 'each origin', all: 'all clients together' },
    'unknown 8',
    'For whom requests are counted.',
  ),
  rateCounts: choice(
    'services',
    { services: 'services only', everything: 'subscribe and unsubscribe too' },
    'unknown 8',
    'What counts as a request.',
  ),
  quarantineReach: choice(
    'all',
    { all: 'every request', service: 'that service only' },
    'unknown 8',
    'What is ignored once the limit of one service is reached.',
  ),
  quarantineEvents: choice(
    'continue',
    { continue: 'go on', stop: 'stop' },
    'unknown 8',
    'Events for a client in quarantine.',
  ),
  quarantineProlonged: onOff(false, 'unknown 8', 'Whether requests in quarantine prolong it.'),
  readAllowed: text(
    '*',
    'Segment, OrderCount',
    '§8, §11 row 12',
    'user-data.read-allowed: a comma list of keys, or *. The others are missing without a sign.',
  ),
  writeAllowed: text(
    '*',
    'Segment, OrderCount',
    '§8, §11 row 12',
    'user-data.write-allowed: a comma list of keys, or *.',
  ),
  writeDenied: choice(
    'error',
    { error: 'fails whole', drop: 'those keys are dropped in silence', silence: 'no answer' },
    'unknown 4, §11 row 12',
    'A write of other keys.',
  ),
  idleWrite: choice(
    'error',
    { error: 'an error answer', silence: 'no answer' },
    '§11 row 13',
    'A write to a call that is IDLE. That it fails is documented, the form is not.',
  ),
  missingInteraction: choice(
    'error',
    { error: 'fails', ok: 'succeeds' },
    'unknown 4',
    'A service that acts on an interaction or case that does not exist.',
  ),
  optionReadAllowed: text(
    '*',
    '*, or a comma list of origins',
    '§8',
    'option.read-allowed-web-content-origin: who may read options, presumably.',
  ),
} as const;
