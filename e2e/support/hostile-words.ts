/** Texts that do something wherever they are taken for more than text. */

/** Each would leave its mark, `pwned`, in the window in which it runs, and in its top. */
const ACT = "top.pwned=window.pwned='pwned';document.title='pwned'";

export const HOSTILE_WORDS: readonly string[] = [
  `<img src=x onerror="${ACT}">`,
  `"><script>${ACT}</script>`,
  `'><svg onload="${ACT}">`,
  `</title></style></textarea><iframe srcdoc="<script>${ACT}</script>"></iframe>`,
  `javascript:${ACT}`,
  `data:text/html,<script>${ACT}</script>`,
  `\${${ACT}}{{constructor.constructor("${ACT}")()}}`,
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  // Cyrillic letters that look like Latin ones.
  'іntеrасtiоn',
  // Turns what follows around.
  '\u202egnihton\u2066\u2067',
  'a\u0000b\u0001\u001b[31m\u2028\u2029\ufeff',
  'lone \ud800 and \udc00',
  '%c%s%o',
  '$1 $& $$',
  'url(javascript:0)',
  "']|[data-interaction]",
];
