/**
 * The file that `npm run view -- FILE` brings along with the page. The page may connect to nothing, so the file comes in
 * scripts, a piece in each: `wweRecording.pieces.push('…')`, in base64.
 */
import * as v from 'valibot';

/** Under this name the scripts keep it. */
const NAME = 'wweRecording';
const servedSchema = v.object({ name: v.string(), pieces: v.array(v.string()) });

/** Takes the file, and lets its pieces go. @param around the global object @returns undefined: the page came without one @throws what is no base64 */
export function takeServed(around: object): File | undefined {
  const { success, output } = v.safeParse(servedSchema, Reflect.get(around, NAME));
  Reflect.deleteProperty(around, NAME);
  return success ? new File(output.pieces.map(bytesOf), output.name) : undefined;
}

function bytesOf(piece: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(piece), (character) => character.charCodeAt(0));
}
