/**
 * Gives the user a file without any network: the browser downloads what is in memory. Panels of both browsers can do that
 * (docs/platform.md#apis-of-a-panel).
 */

/** The address of the file is given back after this time, in ms: some browsers begin to read late. */
const KEPT_FOR = 60_000;

/** Downloads a file. @param name of the file */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  // Under a modal dialog, nothing can be pressed but in it.
  (document.querySelector('dialog[open]') ?? document.body).append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}
