/**
 * Controls keep no carriage returns, and those of one line no ends of lines at all: a value that passes through one would
 * lose them, also where nothing was typed. Pure.
 */

/** `lines`: a control for several lines. `line`: for one. */
export type Control = 'lines' | 'line';

/** A text as a control has it. */
export function inControl(text: string, control: Control = 'lines'): string {
  return control === 'lines' ? text.replaceAll(/\r\n?/g, '\n') : text.replaceAll(/[\r\n]/g, '');
}

/** The text that was meant: `before`, with what was changed in the control. @param typed the control's text now */
export function retyped(before: string, typed: string, control: Control = 'lines'): string {
  const was = inControl(before, control);
  if (was === before) return typed;
  const most = Math.min(was.length, typed.length);
  let start = 0;
  while (start < most && was[start] === typed[start]) start += 1;
  let end = 0;
  while (end < most - start && was[was.length - 1 - end] === typed[typed.length - 1 - end]) end += 1;
  const [from, to] = [placeIn(before, start, control), placeIn(before, was.length - end, control)];
  return before.slice(0, from) + typed.slice(start, typed.length - end) + before.slice(to);
}

/** Where a place of a control's text is in the text itself. */
function placeIn(text: string, place: number, control: Control): number {
  let at = 0;
  for (let seen = 0; seen < place; at += 1) {
    const isPair = control === 'lines' && text[at] === '\r' && text[at + 1] === '\n';
    if (isPair) at += 1;
    if (control === 'lines' || !/[\r\n]/.test(text[at] ?? '')) seen += 1;
  }
  return at;
}
