/**
 * Who may do what, and how often (docs/protocol.md#server-options, docs/protocol.md#unknown-error-answers,
 * docs/protocol.md#unknown-rate-limits).
 */
import * as v from 'valibot';
import { parseOrigins } from './origins.ts';
import type { Setting } from './setting.ts';
import { choice, json, ms, onOff, text, texts, wholeNumber, wholeNumbers } from './setting-types.ts';

const MOST_REQUESTS = 1_000_000;

const ACCEPTED_ORIGINS: Setting<string> = {
  ...text(
    '* (*, auth.getJwtToken)',
    'https://page.example (agent.*, voice.dial), *',
    '#allowed-origins, #simulator-origins',
    'service-client-api.accepted-web-content-origins: a comma list of origins or *, each perhaps with its services in brackets. * in brackets does not cover auth.getJwtToken, which must be listed by its name. WWE’s own default is empty: nobody has access.',
  ),
  schema: v.pipe(
    v.string('must be a text'),
    v.check((list) => parseOrigins(list).ok, explainOrigins),
  ),
};

export const ACCESS = {
  acceptedOrigins: ACCEPTED_ORIGINS,
  originAndStar: choice(
    'own',
    { own: 'its own entries alone', both: 'its own and those of *' },
    '#allowed-origins',
    'What counts for an origin that is listed beside *.',
  ),
  originDenied: choice(
    'silence',
    { silence: 'silence', error: 'an error answer' },
    '#unknown-error-answers',
    'Requests of other origins.',
  ),
  serviceDenied: choice(
    'silence',
    { silence: 'silence', error: 'an error answer' },
    '#unknown-error-answers',
    'Requests for a service outside the brackets.',
  ),
  jwtWithoutBrackets: choice(
    'denied',
    { denied: 'not allowed', allowed: 'allowed' },
    '#allowed-origins',
    'auth.getJwtToken for an origin that is listed without brackets.',
  ),
  subscribeFilter: choice(
    'byNamespace',
    { byNamespace: 'needs a service of the event’s namespace', free: 'always allowed' },
    '#allowed-origins',
    'Subscribing where the origin has brackets. A messenger channel counts to messenger, markdone to interaction.',
  ),
  hiddenServices: json<readonly string[]>(
    [],
    texts,
    '["voice.dial"]',
    '#unknown-answer-forms',
    'Services that getAllowedServices leaves out, though they are allowed.',
  ),
  unknownService: choice(
    'error',
    { error: 'an error answer', silence: 'silence' },
    '#unknown-error-answers',
    'Services that WWE does not have.',
  ),
  rateLimit: wholeNumber(
    0,
    [0, MOST_REQUESTS, 'requests a minute'],
    '#rate-limit-and-quarantine, #simulator-rate-limits',
    'service-client-api.rate-limit: requests in 60 s, of all services together. 0: no limit.',
  ),
  rateLimits: json<Readonly<Record<string, number>>>(
    {},
    wholeNumbers(MOST_REQUESTS),
    '{"agent.get": 10}',
    '#rate-limit-and-quarantine, #simulator-rate-limits',
    'service-client-api.rate-limit.<service>: requests in 60 s, by service. 0: no limit.',
  ),
  quarantineMs: ms(
    30_000,
    '#rate-limit-and-quarantine, #simulator-rate-limits',
    'service-client-api.rate-limit-quarantine-delay, here in ms: how long requests are ignored once a limit is reached. 0: for ever.',
  ),
  quarantineStart: choice(
    'exceeded',
    { exceeded: 'the first request over the limit, which is ignored', reached: 'the last one that the limit allows' },
    '#unknown-rate-limits, #rate-limit-and-quarantine',
    'What starts a quarantine.',
  ),
  rateScope: choice(
    'frame',
    {
      frame: 'each client frame; loading it anew ends its quarantine',
      origin: 'each origin; loading a frame anew ends no quarantine',
      all: 'all clients together; loading a frame anew ends no quarantine',
    },
    '#unknown-rate-limits, #rate-limit-and-quarantine',
    'For whom requests are counted, and who is in quarantine. A reload of WWE ends each quarantine.',
  ),
  rateCounts: choice(
    'services',
    { services: 'services only', everything: 'subscribe and unsubscribe too' },
    '#unknown-rate-limits',
    'What counts towards a limit. A quarantine of every request silences subscribe and unsubscribe in any case.',
  ),
  quarantineReach: choice(
    'all',
    { all: 'every request', service: 'that service only' },
    '#unknown-rate-limits',
    'What is ignored once the limit of one service is reached. Once the limit of the whole is reached, it is every request.',
  ),
  quarantineEvents: choice(
    'continue',
    { continue: 'go on', stop: 'stop, and are lost' },
    '#unknown-rate-limits',
    'Events for a client whose every request is ignored.',
  ),
  quarantineProlonged: onOff(false, '#unknown-rate-limits', 'Whether each request in quarantine makes it begin anew.'),
  readAllowed: text(
    '*',
    'Segment, OrderCount',
    '#server-options, #simulator-user-data-filters',
    'user-data.read-allowed: a comma list of keys, or *. The others are missing without a sign.',
  ),
  writeAllowed: text(
    '*',
    'Segment, OrderCount',
    '#server-options, #simulator-user-data-filters',
    'user-data.write-allowed: a comma list of keys, or *.',
  ),
  writeDenied: choice(
    'error',
    { error: 'fails whole', drop: 'those keys are dropped in silence', silence: 'no answer' },
    '#unknown-error-answers, #simulator-user-data-filters',
    'A write of other keys.',
  ),
  idleWrite: choice(
    'error',
    { error: 'an error answer', silence: 'no answer' },
    '#simulator-idle-calls',
    'A write to a call that is IDLE. That it fails is documented, the form is not.',
  ),
  missingInteraction: choice(
    'error',
    { error: 'fails', ok: 'succeeds' },
    '#unknown-error-answers',
    'A service that acts on an interaction or case that does not exist.',
  ),
  optionReadAllowed: text(
    '*',
    '*, or a comma list of origins',
    '#server-options',
    'option.read-allowed-web-content-origin: who may read options, presumably.',
  ),
} as const;

/** What is wrong with a list of origins. */
function explainOrigins({ input }: { readonly input: string }): string {
  const result = parseOrigins(input);
  return result.ok ? '' : result.problem;
}
