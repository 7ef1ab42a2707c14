// @ts-check
/**
 * The content security policy of our own pages: it may allow what came in the package, and no connection at all.
 * `check-manifest.mjs` asks. What a policy cannot forbid (WebRTC, following a link, looking a name up) the reading of the
 * built scripts looks for: `check-build-script.mjs`.
 */

/** From the package itself. */
const OWN = "'self'";

/** What each directive may allow. A directive that is not here is not wanted: some, like report-uri, even send. */
const MAY_ALLOW = new Map([
  ['default-src', []],
  ['script-src', [OWN]],
  ['style-src', [OWN]],
  ['img-src', [OWN]],
  ['connect-src', []],
  ['font-src', []],
  ['media-src', []],
  ['object-src', []],
  ['frame-src', []],
  ['worker-src', []],
  ['manifest-src', []],
  ['base-uri', []],
  ['form-action', []],
  // DevTools shows the panel in a frame.
  ['frame-ancestors', [OWN, 'devtools://devtools']],
]);

/** What must be said, because default-src does not speak for it, or to be seen at once. */
const MUST_SAY = ['default-src', 'script-src', 'connect-src', 'base-uri', 'form-action', 'frame-ancestors'];

/**
 * @param {unknown} policy as text
 * @returns {string[]} problems
 */
export function checkPolicy(policy) {
  if (typeof policy !== 'string') return ['content_security_policy has no text for our own pages'];
  /** @type {Set<string>} */
  const said = new Set();
  const problems = policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '')
    .flatMap((directive) => {
      const [name = '', ...sources] = directive.toLowerCase().split(/\s+/);
      // Browsers execute the first and ignore the others.
      if (said.has(name)) return [`content_security_policy says ${name} twice`];
      said.add(name);
      return checkDirective(name, sources);
    });
  for (const name of MUST_SAY) if (!said.has(name)) problems.push(`content_security_policy does not say ${name}`);
  return problems;
}

/**
 * @param {string} name
 * @param {string[]} sources
 * @returns {string[]}
 */
function checkDirective(name, sources) {
  const allowed = MAY_ALLOW.get(name);
  if (allowed === undefined) return [`content_security_policy says ${name}, which nobody expects`];
  if (sources.length === 0 || (sources.length === 1 && sources[0] === "'none'")) return [];
  return sources
    .filter((source) => !allowed.some((one) => one === source))
    .map((source) => `content_security_policy: ${name} allows ${source}`);
}
