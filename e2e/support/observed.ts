/** A browser whose network is observed from outside: Chromium by its own log, Firefox by a proxy that sees all. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { findFirefox } from '../../scripts/setup/firefox.mjs';
import type { Browser } from './browser.ts';
import { openChromium } from './chromium-browser.ts';
import { openFirefoxBrowser } from './firefox/browser.ts';
import { readNetLog } from './net-log.ts';
import { startRecordingProxy } from './recording-proxy.ts';

/** A browser under observation. */
export interface Observed {
  readonly browser: Browser;
  /** Closes it. @returns what it asked the network for, each once, sorted: `by where`, `how where` in Firefox */
  close(): Promise<readonly string[]>;
}

/** Opens one. @param extensionDir a built extension; null: a bare browser */
export async function openObserved(kind: 'chromium' | 'firefox', extensionDir: string | null): Promise<Observed> {
  return kind === 'chromium' ? openLogged(extensionDir) : openProxied(extensionDir);
}

async function openLogged(extensionDir: string | null): Promise<Observed> {
  const executablePath = findBrowser(thisSystem());
  if (!executablePath) throw new Error('There is no Chromium: run the tests with npm test.');
  const dir = await mkdtemp(join(tmpdir(), 'wwe-net-log-'));
  const file = join(dir, 'log.json');
  const browser = await openChromium({ executablePath, extensionDir, args: [`--log-net-log=${file}`] });
  return {
    browser,
    async close() {
      try {
        await browser.close();
        const logged = await readNetLog(file);
        return unique(logged.map(({ by, where }) => `${by || 'browser'} ${where}`));
      } finally {
        await rm(dir, { recursive: true });
      }
    },
  };
}

async function openProxied(extensionDir: string | null): Promise<Observed> {
  const executablePath = findFirefox(thisSystem());
  if (!executablePath) throw new Error('There is no Firefox: run the tests with npm test.');
  const proxy = await startRecordingProxy();
  const preferences = {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxy.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxy.port,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
    // Else Firefox goes its own way where a proxy refuses.
    'network.proxy.failover_direct': false,
  };
  const browser = await openFirefoxBrowser({ executablePath, extensionDir, preferences });
  return {
    browser,
    async close() {
      await browser.close();
      await proxy.stop();
      return unique(proxy.seen());
    },
  };
}

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}
