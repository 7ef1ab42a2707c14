/** Searches a file for values that must not be in it, in whatever form: as they are, coded, or cut into pieces. */

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

function unescaped(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function withoutPercents(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function withoutBase64(text: string): string {
  return text.replaceAll(
    /[A-Za-z0-9+/_-]{8,}={0,2}/g,
    (run) => `${Buffer.from(run, 'base64')} ${Buffer.from(run, 'base64').toString('utf16le')}`,
  );
}

/** All that somebody could read out of a file. */
function viewsOf(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString();
  const clear = [
    text,
    unescaped(text),
    withoutPercents(text),
    withoutPercents(unescaped(text)),
    unescaped(unescaped(text)),
  ];
  const all = [
    ...clear,
    withoutBase64(text),
    withoutBase64(withoutPercents(unescaped(text))),
    Buffer.from(bytes).toString('latin1'),
  ];
  return all.flatMap((one) => [one.toLowerCase(), plain(one)]);
}

/** The values of a list that can be found. */
export function leaksIn(bytes: Uint8Array, values: readonly string[]): readonly string[] {
  const views = viewsOf(bytes);
  return values.filter((value) => {
    const [whole, bare] = [value.toLowerCase(), plain(value)];
    return views.some((view) => view.includes(whole) || (bare.length >= 6 && view.includes(bare)));
  });
}
