/** What the way to the page cannot carry: found before anything is sent, so that nothing arrives cut. */
import { Bytes, decode, Opaque, Reference } from '../../../entry/decode.ts';
import { encode, MARK } from '../../../entry/encode.ts';

/** `too_large`: in characters of the encoding, or bytes of one binary value; `not_carried`: it would arrive as less. */
export type CarriedFault = 'too_large' | 'not_carried';

/** Whether parameters arrive as they are. @returns null if they do */
export function carriedFault(parameters: unknown): { readonly is: CarriedFault; readonly what: string } | null {
  if (parameters === undefined) return null;
  const text = encode(parameters);
  // Without a mark the text is plain JSON, which arrives as it is.
  return text.includes(`"${MARK}"`) ? lossIn(decode(text)) : null;
}

function lossIn(value: unknown): ReturnType<typeof carriedFault> {
  if (value instanceof Opaque) {
    return value.type === 'oversize'
      ? { is: 'too_large', what: String(value.size) }
      : { is: 'not_carried', what: value.type };
  }
  if (value instanceof Reference) return { is: 'not_carried', what: value.path };
  if (value instanceof Bytes) {
    return value.kept.length < value.length ? { is: 'too_large', what: String(value.length) } : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const inner: Iterable<unknown> =
    value instanceof Map ? [...value].flat() : value instanceof Set ? value : Object.values(value);
  for (const one of inner) {
    const loss = lossIn(one);
    if (loss) return loss;
  }
  return null;
}
