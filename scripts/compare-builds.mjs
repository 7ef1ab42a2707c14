// @ts-check
/** Chromium's build and Firefox's, file by file. `check-build.mjs` asks. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareManifests, relayOf } from './check-manifest.mjs';

/**
 * One code for both browsers: whatever holds in one build holds in the other.
 *
 * @param {string} chromiumDir
 * @param {string} firefoxDir
 * @returns {string[]} problems: where the builds differ, except in the manifests' own keys and by the relay
 */
export function compareBuilds(chromiumDir, firefoxDir) {
  const chromium = new Set(filesIn(chromiumDir));
  const firefox = new Set(filesIn(firefoxDir));
  // That a build is not there says checkBuild.
  if (!chromium.has('manifest.json') || !firefox.has('manifest.json')) return [];
  const read = (/** @type {string} */ dir) => JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  const manifest = read(firefoxDir);
  const relay = relayOf(manifest);
  const chromiumManifest = read(chromiumDir);
  const problems = compareManifests(chromiumManifest, manifest);
  for (const file of new Set([...chromium, ...firefox])) {
    // Firefox takes an organisation's settings without a schema.
    if (file === 'manifest.json' || file === chromiumManifest.storage?.managed_schema) continue;
    if (file === relay) {
      if (chromium.has(file)) problems.push(`${file}, the relay, is in Chromium's build too`);
    } else if (!chromium.has(file)) problems.push(`${file} is only in Firefox's build`);
    else if (!firefox.has(file)) problems.push(`${file} is only in Chromium's build`);
    else if (!readFileSync(join(chromiumDir, file)).equals(readFileSync(join(firefoxDir, file)))) {
      problems.push(`${file} differs between the builds`);
    }
  }
  return problems;
}

/**
 * @param {string} dir
 * @returns {string[]} the files in it and below, with forward slashes; none if it is not there
 */
export function filesIn(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(dir, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'));
}
