/** Origins as users type them into the rules. */

/**
 * Reads a list of origins as it was typed, one a line or separated by spaces or commas.
 * @returns the list (null: blank, which is every origin), or what is not understood
 */
export function readOrigins(text: string): { readonly origins: readonly string[] | null } | { readonly odd: string } {
  const words = text.split(/[\s,]+/).filter(Boolean);
  const origins: string[] = [];
  for (const word of words) {
    const origin = originIn(word);
    if (origin === null) return { odd: word };
    origins.push(origin);
  }
  return { origins: origins.length > 0 ? [...new Set(origins)] : null };
}

/** `https://*.example.com`, or an origin; a path after it is left out. Null for what is neither. */
function originIn(word: string): string | null {
  // A name in place of the asterisk lets the browser read the rest.
  const [, scheme, star = '', rest] = /^(https?:\/\/)(\*\.)?([^*@]+)$/i.exec(word) ?? [];
  if (scheme === undefined || rest === undefined || !URL.canParse(scheme + rest)) return null;
  const { protocol, host } = new URL(scheme + rest);
  return `${protocol}//${star}${host}`;
}
