/** Copies without the clipboard API, which is closed to panels; the older way is not. */

/** Copies a text. Under a modal dialog, nothing can be selected but in it. @throws DOMException if the browser refuses */
export function copyText(text: string): void {
  const area = document.createElement('textarea');
  area.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  const focused = document.activeElement;
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!isCopied) throw new DOMException('', 'NotAllowedError');
}
