/** Tokens that are told by the name of the property that holds them. See `tokens.ts`. */
import { MASK, masked } from './tokens.ts';

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

/** Whether a property's name says that its value is a secret: `jwtToken`, `access_token`, `Authorization`… */
export function isSecretName(name: string): boolean {
  if (name.length > 200) return false;
  const plain = name.toLowerCase().replaceAll(/[-_ ]/g, '');
  return plain.endsWith('token') || plain.endsWith('tokens') || SECRET_NAMES.has(plain);
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
