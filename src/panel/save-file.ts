/**
 * Gives the user a file without any network: the browser downloads what is in memory. Panels of both browsers can do that
 * (docs/platform.md#apis-of-a-panel).
 */
import { pressLink } from './press-link.ts';

/** The address of the file is given back after this time, in ms: some browsers begin to read late. */
const KEPT_FOR = 60_000;

/** Downloads a file. @param name of the file */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  pressLink(address, { download: name });
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}
