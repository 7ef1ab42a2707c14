/** A copy of the built extension that does what the product must not: it asks the network, wherever it can. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The parts of the extension. */
export type Part = 'bridge' | 'probe' | 'panel' | 'relay' | 'worker';

/** How each part asks, for a host of its own: `fetch.panel.invalid`. */
export const WAYS = ['fetch', 'image', 'beacon', 'lookup'] as const;

/** A planted copy. */
export interface Planted {
  readonly dir: string;
  remove(): Promise<void>;
}

/** Runs in a part of the extension; a background of Firefox has a document too, a worker has none. Whole in itself. */
function ask(part: string): void {
  const at = (way: string) => `http://${way}.${part}.invalid/`;
  fetch(at('fetch')).catch(() => {});
  if (typeof document === 'undefined') return;
  new Image().src = at('image');
  navigator.sendBeacon(at('beacon'));
  const link = document.createElement('link');
  link.rel = 'dns-prefetch';
  link.href = at('lookup');
  document.documentElement.append(link);
}

/**
 * Makes a copy.
 *
 * @param built the built extension
 * @param hasPolicy whether our own pages keep their content security policy
 */
export async function plant(built: string, hasPolicy: boolean): Promise<Planted> {
  const dir = await mkdtemp(join(tmpdir(), 'wwe-planted-'));
  await cp(built, dir, { recursive: true });
  const manifestFile = join(dir, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  const page = await readFile(join(dir, 'src/panel/panel.html'), 'utf8');
  const panel = /<script[^>]* src="\/([^"]+)"/.exec(page)?.[1];
  const parts: readonly (readonly [Part, string | undefined])[] = [
    ['bridge', 'src/bridge/bridge.iife.js'],
    ['probe', 'src/probe/probe.iife.js'],
    ['panel', panel],
    ['relay', manifest.background.scripts?.[0]],
    ['worker', manifest.background.service_worker],
  ];
  for (const [part, file] of parts) {
    if (file === undefined) continue;
    const text = await readFile(join(dir, file), 'utf8');
    await writeFile(join(dir, file), `${text}\n;(${ask})(${JSON.stringify(part)});`);
  }
  if (!hasPolicy) {
    manifest.content_security_policy = { extension_pages: "script-src 'self'" };
    await writeFile(manifestFile, JSON.stringify(manifest));
  }
  return { dir, remove: () => rm(dir, { recursive: true }) };
}
