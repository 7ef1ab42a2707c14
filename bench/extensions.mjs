// @ts-check
/** The extensions that ours is compared with, made in a temporary folder. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does nothing but read each message in the isolated world: a floor for all that records. */
const LISTENER = `addEventListener('message', (event) => void event.data, true);\n`;

/**
 * @returns {Promise<{ listener: string, none: string, remove: () => Promise<void> }>} folders of two unpacked extensions;
 *     `none` has nothing in it, for a browser that cannot be started without one
 */
export async function makeExtensions() {
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
  return { ...folders, remove: () => rm(dir, { recursive: true, force: true }) };
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
