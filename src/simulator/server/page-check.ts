/** Whether a page of one's own can be shown in a frame of the desktop, and if not, why and what to do. */

import type { PageProblem } from '../remote/page-problem.ts';

/** How long a page may take to answer, ms. */
const PATIENCE_MS = 3000;

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

/**
 * Asks for the page once (redirects followed, the body not read) and looks at its headers as a browser would. `hosts` are
 * the origins where the desktop can be, the first being the usual one. Null: nothing stands in the way.
 */
export async function checkPage(
  page: string,
  hosts: readonly string[],
  get: (url: string, init: RequestInit) => Promise<Response> = fetch,
): Promise<PageProblem | null> {
  let response: Response;
  try {
    const headers = { accept: 'text/html,*/*' };
    response = await get(page, { headers, redirect: 'follow', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    return explainFailure(page, error);
  }
  // Whatever becomes of the body: it is not wanted.
  response.body?.cancel().catch(() => undefined);
  const by = whatForbids(response.headers, new URL(response.url === '' ? page : response.url).origin, hosts);
  if (by !== null) return { is: 'refused', words: refusalWords(page, by, hosts) };
  if (response.status >= 400) {
    const words = `${page} answers ${response.status} ${response.statusText}`.trim();
    return { is: 'status', words: `${words}: is the address right?` };
  }
  return null;
}

function explainFailure(page: string, error: unknown): PageProblem {
  const code = codeOf(error);
  if (CERTIFICATE.test(code)) {
    return {
      is: 'certificate',
      words:
        `${page} has a certificate that this machine does not trust (${code}). Open it in a tab of its own once and accept ` +
        'the certificate, or serve the page by http while you develop.',
    };
  }
  if (isUnsafePort(error)) {
    return {
      is: 'down',
      words: `${page}: browsers open no page at port ${new URL(page).port}. Serve it at another one.`,
    };
  }
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'connection refused',
    ENOTFOUND: 'no such host',
    EAI_AGAIN: 'no such host',
    ECONNRESET: 'connection closed',
  };
  const why = timedOut ? `nothing within ${PATIENCE_MS / 1000} s` : Object.hasOwn(reasons, code) ? reasons[code] : code;
  return {
    is: 'down',
    words: `${page} does not answer${why === '' ? '' : ` (${why})`}: start your page’s server first; the simulator keeps trying.`,
  };
}

/** `fetch` wraps the error that says what happened. */
function codeOf(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string') return one.code;
  }
  return '';
}

/** Some ports belong to other services (1, 25, 6000…): `fetch` refuses them as browsers do. */
function isUnsafePort(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port';
}

/** The header that keeps the page out of a frame, as `Name: value`; null: none does. */
function whatForbids(headers: Headers, own: string, hosts: readonly string[]): string | null {
  const policies = (headers.get('content-security-policy') ?? '').split(',');
  const ancestors = policies.flatMap((policy) => {
    const directive = policy.split(';').find((one) => /^\s*frame-ancestors(?:\s|$)/i.test(one));
    return directive === undefined ? [] : [directive.trim()];
  });
  for (const directive of ancestors) {
    const sources = directive.split(/\s+/).slice(1);
    if (!hosts.some((host) => sources.some((source) => allows(source, host, own)))) {
      return `Content-Security-Policy: ${directive}`;
    }
  }
  // Where a policy speaks of ancestors, browsers do not look at the older header.
  const older = headers.get('x-frame-options');
  if (ancestors.length > 0 || older === null) return null;
  const words = new Set(older.split(',').map((word) => word.trim().toUpperCase()));
  const sameOrigin = words.size === 1 && words.has('SAMEORIGIN') && hosts.includes(own);
  const known = words.has('DENY') || words.has('SAMEORIGIN');
  return known && !sameOrigin ? `X-Frame-Options: ${older}` : null;
}

/** Whether a source of `frame-ancestors` allows the desktop at `host` (an origin). */
function allows(source: string, host: string, own: string): boolean {
  const given = source.toLowerCase();
  const { protocol, hostname, port } = new URL(host);
  if (given === "'self'") return own === host;
  if (given === '*' || given === protocol) return true;
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[0-9a-f:]+\]|[^:/]+)(?::(\d+|\*))?(?:\/.*)?$/.exec(given);
  if (parts === null) return false;
  const [, scheme, name = '', wantedPort] = parts;
  if (scheme !== undefined && `${scheme}:` !== protocol) return false;
  const named = name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : name === '*' || name === hostname;
  return named && (wantedPort === '*' || (wantedPort ?? '80') === (port === '' ? '80' : port));
}

function refusalWords(page: string, by: string, hosts: readonly string[]): string {
  const wanted = `Content-Security-Policy: frame-ancestors ${hosts.join(' ')}`;
  const older = by.startsWith('X-') ? 'Leave that header away while you develop, or send' : 'While you develop, send';
  return `${page} refuses to be shown in a frame: it sends "${by}". ${older} "${wanted}".`;
}
