// @ts-check
/**
 * Takes out of the built style sheets what they define and nothing in the package names: `design/tokens.css` has the tokens
 * of the simulator too.
 *
 * @returns {import('vite').Plugin}
 */
export function unusedTokens() {
  return {
    name: 'unused-tokens',
    enforce: 'post',
    generateBundle(_, bundle) {
      const sheets = Object.values(bundle).flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.css') ? file : [],
      );
      const scripts = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.code : []));
      const named = [...sheets.map(({ source }) => String(source)), ...scripts].join('\n');
      for (const sheet of sheets) sheet.source = withoutUnused(String(sheet.source), named);
    },
  };
}

/**
 * @param {string} sheet minified
 * @param {string} named all text that may name a token of it
 * @returns {string}
 */
export function withoutUnused(sheet, named) {
  // A name that is followed by a colon is a definition.
  const used = new Set([...named.matchAll(/--[\w-]+(?![\w-]*\s*:)/g)].map(([name]) => name));
  return sheet.replaceAll(/(--[\w-]+):[^;{}]*(;|(?=\}))/g, (definition, name) => (used.has(name) ? definition : ''));
}
