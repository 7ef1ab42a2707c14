/**
 * Masks tokens. A JWT passes in the answer of `auth.getJwtToken` (scapi.md §9 trap 24), and pages put tokens into user
 * data. Recognised by form (JWT, bearer, basic) or by the name of the property, or of the address's parameter. A hint,
 * not a guarantee: what looks like no token is shown.
 */

/** Names, without case, `-` and `_`, whose values are secrets. */
const SECRET_NAMES = new Set([
  'authorization',
  'proxyauthorization',
  'jwt',
  'bearer',
  'password',
  'passwd',
  'pwd',
  'secret',
  'clientsecret',
  'apikey',
  'credentials',
  'cookie',
  'setcookie',
]);

// Each pattern matches from where it starts or fails within a few characters, so no text can make it slow.
const JWT = /(?<![A-Za-z0-9+/])eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){0,4}/g;
const BEARER = /\b(bearer)[ \t]{1,8}[A-Za-z0-9._~+/=-]{12,}/gi;
/** A parameter of an address. */
const PARAMETER =
  /([?&#](?:[\w.-]{0,60}token|jwt|bearer|passw(?:or)?d|pwd|(?:client_?)?secret|api_?key|authorization)=)[^&#\s"'<>]+/gi;
const BASIC = /^\s{0,8}(basic)[ \t]{1,8}[A-Za-z0-9+/]{8,}={0,2}\s{0,8}$/i;

/** What stands for a token. The dots say nothing of its length. */
export const MASK = '••••••••';

/** Whether a property's name says that its value is a secret: `jwtToken`, `access_token`, `Authorization`… */
export function isSecretName(name: string): boolean {
  if (name.length > 200) return false;
  const plain = name.toLowerCase().replaceAll(/[-_ ]/g, '');
  return plain.endsWith('token') || plain.endsWith('tokens') || SECRET_NAMES.has(plain);
}

/** The text with the tokens in it masked. */
export function masked(text: string): string {
  return text
    .replace(BASIC, `$1 ${MASK}`)
    .replace(BEARER, `$1 ${MASK}`)
    .replace(JWT, `eyJ${MASK}`)
    .replace(PARAMETER, `$1${MASK}`);
}

/**
 * What to show in place of a value, or null if it may be shown as it is.
 *
 * @param names the keys on the way to the value, outermost first; one that names a secret masks all below it
 * @param value only texts and numbers are masked: an object's own values are asked for one by one
 */
export function maskToken(names: readonly string[], value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  if (value !== '' && names.some(isSecretName)) return MASK;
  if (typeof value !== 'string') return null;
  const text = masked(value);
  return text === value ? null : text;
}
