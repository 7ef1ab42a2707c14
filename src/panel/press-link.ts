/** Presses a link that is nowhere to be seen: so the browser downloads a file, or opens a tab. */

/** Presses it. @param given either `download`, the name of a file, or `target` */
export function pressLink(address: string, given: { readonly download: string } | { readonly target: '_blank' }): void {
  const link = document.createElement('a');
  link.href = address;
  Object.assign(link, given);
  // Under a modal dialog, nothing can be pressed but in it.
  (document.querySelector('dialog[open]') ?? document.body).append(link);
  link.click();
  link.remove();
}
