// @ts-check
/** The extensions that ours is compared with, made in a temporary folder. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withAccess } from '../scripts/manifest-access.mjs';

/** Does nothing but read each message in the isolated world: a floor for all that records. */
const LISTENER = `addEventListener('message', (event) => void event.data, true);\n`;

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string} ours the built extension
 * @returns {Promise<{ listener: string, none: string, fixed: string, remove: () => Promise<void> }>} folders of unpacked
 *     extensions; `none` has nothing in it, for a browser that cannot be started without one; `fixed` is ours with every site
 *     in its manifest, as a package for an organisation has its sites: for browsers in which nobody can answer a prompt
 */
export async function makeExtensions(ours) {
  const dir = await mkdtemp(join(tmpdir(), 'wwe-bench-extensions-'));
  const script = {
    matches: ['http://*/*', 'https://*/*'],
    js: ['listener.js'],
    run_at: 'document_start',
    all_frames: true,
    match_about_blank: true,
    match_origin_as_fallback: true,
  };
  const folders = { listener: join(dir, 'listener'), none: join(dir, 'none') };
  await write(folders.listener, { content_scripts: [script] });
  await writeFile(join(folders.listener, 'listener.js'), LISTENER);
  await write(folders.none, {});
  const fixed = join(dir, 'fixed');
  await fixSites(ours, fixed);
  return { ...folders, fixed, remove: () => rm(dir, { recursive: true, force: true }) };
}

/**
 * @param {string} dir
 * @param {object} fields
 */
async function write(dir, fields) {
  await mkdir(dir, { recursive: true });
  const manifest = { manifest_version: 3, name: 'WWE DevTools bench', version: '1', ...fields };
  await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest));
}

/**
 * @param {string} ours
 * @param {string} dir
 */
async function fixSites(ours, dir) {
  await cp(ours, dir, { recursive: true });
  const manifest = JSON.parse(await readFile(join(ours, 'manifest.json'), 'utf8'));
  // An older build has them.
  if (manifest.content_scripts !== undefined) return;
  const source = await readFile(join(ROOT, 'manifest.json'), 'utf8');
  const { content_scripts } = withAccess(JSON.parse(source.replaceAll('.iife.ts"', '.iife.js"')), ['*://*']);
  const { optional_host_permissions: _, background: __, ...kept } = manifest;
  await writeFile(join(dir, 'manifest.json'), JSON.stringify({ ...kept, content_scripts }));
}
