/** A browser that an organisation manages: the extension's managed storage holds rules from the start. */
import { createHash } from 'node:crypto';
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { findFirefox } from '../../scripts/setup/firefox.mjs';
import type { Browser } from './browser.ts';
import { openChromium } from './chromium-browser.ts';
import { openFirefoxBrowser } from './firefox/browser.ts';

/** Where Chromium and Chrome for Testing look for policies, on Linux. */
const POLICY_DIRS = ['/etc/chromium/policies/managed', '/etc/opt/chrome_for_testing/policies/managed'];
/** The add-on's id in Firefox. */
const GECKO_ID = 'wwe-devtools@wwe-devtools';

/** Whether a browser can be managed here: Chromium's policies are only root's to write. */
export function canManage(kind: string): boolean {
  if (kind !== 'chromium') return true;
  try {
    accessSync('/etc', constants.W_OK);
    return process.platform === 'linux';
  } catch {
    return false;
  }
}

/** Opens a browser with rules for the extension. @throws if there is no such browser, or it cannot be managed */
export async function openManaged(kind: string, rules: object): Promise<Browser> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'wwe-managed-')));
  const { open, undo } = kind === 'chromium' ? manageChromium(dir, rules) : manageFirefox(dir, rules);
  const end = () => {
    undo();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const browser = await open();
    const close = browser.close.bind(browser);
    return Object.assign(browser, {
      async close() {
        await close();
        end();
      },
    });
  } catch (error) {
    end();
    throw error;
  }
}

interface Managed {
  readonly open: () => Promise<Browser>;
  readonly undo: () => void;
}

function manageChromium(dir: string, rules: object): Managed {
  const executablePath = findBrowser(thisSystem()) ?? '';
  // A folder of its own, so that nobody else's extension has its id: an unpacked one's is made of its path.
  const extensionDir = join(dir, 'extension');
  cpSync(resolve('dist/chromium'), extensionDir, { recursive: true });
  const digest = createHash('sha256').update(extensionDir).digest('hex').slice(0, 32);
  const id = [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
  const files = POLICY_DIRS.map((folder) => join(folder, `${id}.json`));
  for (const [i, file] of files.entries()) {
    mkdirSync(POLICY_DIRS[i] ?? '', { recursive: true });
    writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [id]: rules } } }));
  }
  return {
    open: () => openChromium({ executablePath, extensionDir }),
    undo() {
      for (const file of files) rmSync(file, { force: true });
    },
  };
}

function manageFirefox(dir: string, rules: object): Managed {
  const executablePath = findFirefox(thisSystem()) ?? '';
  const folder = join(dir, '.mozilla', 'managed-storage');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: GECKO_ID, description: 'Rules', type: 'storage', data: rules };
  writeFileSync(join(folder, `${GECKO_ID}.json`), JSON.stringify(manifest));
  return {
    open: () => openFirefoxBrowser({ executablePath, extensionDir: resolve('dist/firefox'), home: dir }),
    undo() {},
  };
}
