/** `auth.*`: tokens that look like tokens and open nothing (docs/protocol.md#other-services). */

import type { Settings } from '../settings/settings.ts';
import type { AgentDesk } from '../state/agent.ts';
import type { Random } from '../state/random.ts';
import { kindOf } from './parameters.ts';
import { data, error, type ServiceTable } from './service-types.ts';

/** What these services are made of. */
export interface AuthParts {
  readonly agent: AgentDesk;
  /** A source of its own: asking for tokens changes no other ids. */
  readonly random: Random;
  /** ms since the epoch, on WWE's clock. */
  readonly date: () => number;
  readonly settings: () => Settings;
}

interface Token {
  readonly expiration: string;
  readonly jwtToken: string;
  readonly ends: number;
}

/** The services of the namespace. */
export function authServices({ agent, random, date, settings }: AuthParts): ServiceTable {
  let token: Token | null = null;
  let pureCloud: string | null = null;
  const issue = (): Token => {
    const ends = date() + settings().jwtLifetimeMs;
    const claims = {
      iss: 'wwe-simulator',
      sub: agent.agent().employeeId,
      jti: random.code(12),
      iat: Math.floor(date() / 1000),
      exp: Math.floor(ends / 1000),
    };
    const jwtToken = `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.simulated-not-signed`;
    return { expiration: new Date(ends).toISOString(), jwtToken, ends };
  };
  return {
    'auth.getJwtToken': () => {
      if (token === null || token.ends <= date()) token = issue();
      return data({ expiration: token.expiration, jwtToken: token.jwtToken });
    },
    'auth.getPureCloudToken': ({ parameters: [force] }) => {
      if (force !== undefined && force !== null && typeof force !== 'boolean') {
        return error(`forceNewToken must be true or false, not ${kindOf(force)}`);
      }
      if (pureCloud === null || force === true) pureCloud = `simulated-purecloud-token-${random.code(16)}`;
      return data(pureCloud);
    },
  };
}

/** Base64url of the object as JSON; ASCII only. */
function encoded(value: object): string {
  return btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
