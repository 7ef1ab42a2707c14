import { describe, expect, it } from 'vitest';
import { announceBrowser, findBrowser, meansOfInstalling, type System } from './browser.mjs';

const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n';

/** A Linux machine of a person called ada, with these files. */
function machine(files: string[], changes: Partial<System> = {}): System {
  const all = [...files, '/usr/bin/apt-get'].map((file) => file.replaceAll('\\', '/'));
  return {
    env: {},
    platform: 'linux',
    home: '/home/ada',
    isRoot: false,
    osRelease: DEBIAN,
    exists: (path) => all.includes(path.replaceAll('\\', '/')),
    list: (path) => {
      const start = `${path.replaceAll('\\', '/')}/`;
      const names = all
        .filter((file) => file.startsWith(start))
        .map((file) => file.slice(start.length).split('/')[0] ?? '');
      return [...new Set(names)];
    },
    isSnap: (path) => path === '/usr/bin/chromium-browser',
    versionOf: () => '',
    ...changes,
  };
}

/** Playwright's Chromium of a revision, wholly downloaded. */
function playwright(cache: string, revision: number, program: string): string[] {
  return [`${cache}/chromium-${revision}/${program}`, `${cache}/chromium-${revision}/INSTALLATION_COMPLETE`];
}

const CACHE = '/home/ada/.cache/ms-playwright';

describe('findBrowser', () => {
  it('takes what WWE_CHROMIUM names before all else', () => {
    const env = { WWE_CHROMIUM: '/opt/mine' };
    expect(findBrowser(machine(['/opt/mine', '/usr/bin/chromium'], { env }))).toBe('/opt/mine');
  });

  it('says so when WWE_CHROMIUM names nothing, and does not choose another', () => {
    const env = { WWE_CHROMIUM: '/opt/gone' };
    expect(() => findBrowser(machine(['/usr/bin/chromium'], { env }))).toThrow('WWE_CHROMIUM says /opt/gone');
  });

  it("takes the newest of Playwright's own before the system's", () => {
    const files = [
      ...playwright(CACHE, 999, 'chrome-linux/chrome'),
      ...playwright(CACHE, 1200, 'chrome-linux64/chrome'),
      '/usr/bin/chromium',
    ];
    expect(findBrowser(machine(files))).toBe(`${CACHE}/chromium-1200/chrome-linux64/chrome`);
  });

  it('passes over a download that was broken off, and the headless shell, which takes no extension', () => {
    const files = [`${CACHE}/chromium-1200/chrome-linux64/chrome`, ...playwright(CACHE, 1, 'x')];
    const shell = [`${CACHE}/chromium_headless_shell-1200/chrome-linux64/chrome`];
    expect(findBrowser(machine([...files, ...shell]))).toBeUndefined();
  });

  it('looks where PLAYWRIGHT_BROWSERS_PATH says', () => {
    const env = { PLAYWRIGHT_BROWSERS_PATH: '/browsers' };
    const files = playwright('/browsers', 7, 'chrome-linux64/chrome');
    expect(findBrowser(machine(files, { env }))).toBe('/browsers/chromium-7/chrome-linux64/chrome');
  });

  it("takes the system's chromium, but no snap, which would not see our files", () => {
    expect(findBrowser(machine(['/usr/bin/chromium-browser']))).toBeUndefined();
    expect(findBrowser(machine(['/usr/bin/chromium-browser', '/usr/bin/chromium']))).toBe('/usr/bin/chromium');
  });

  it('never takes branded Chrome', () => {
    const branded = ['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/opt/google/chrome/chrome'];
    expect(findBrowser(machine(branded))).toBeUndefined();
    const onMac = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
    expect(findBrowser(machine(onMac, { platform: 'darwin' }))).toBeUndefined();
  });

  it('knows Chrome for Testing on a Mac and on Windows', () => {
    const program = 'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing';
    const onMac = playwright('/Users/ada/Library/Caches/ms-playwright', 5, program);
    expect(findBrowser(machine(onMac, { platform: 'darwin', home: '/Users/ada' }))).toContain(program);
    const onWindows = playwright('C:\\Local\\ms-playwright', 5, 'chrome-win64/chrome.exe');
    const windows = machine(onWindows, { platform: 'win32', home: 'C:\\ada', env: { LOCALAPPDATA: 'C:\\Local' } });
    expect(findBrowser(windows)).toBe('C:\\Local\\ms-playwright\\chromium-5\\chrome-win64\\chrome.exe');
  });

  it("knows Chrome for Testing in Puppeteer's cache, the newest first", () => {
    const cache = '/home/ada/.cache/puppeteer/chrome';
    const files = [`${cache}/linux-99.0.1/chrome-linux64/chrome`, `${cache}/linux-131.0.2/chrome-linux64/chrome`];
    expect(findBrowser(machine(files))).toBe(files[1]);
  });
});

describe('what is installed', () => {
  it.each([
    ['root on Debian', { isRoot: true }, ['apt', 'playwright']],
    ['a person on Debian', {}, ['playwright']],
    ['root on Ubuntu, whose chromium is a snap', { isRoot: true, osRelease: UBUNTU }, ['playwright']],
    ['a Mac', { platform: 'darwin', osRelease: '' }, ['playwright']],
  ] as const)('%s', (_, changes, means) => {
    expect(meansOfInstalling(machine([], changes))).toEqual(means);
  });

  it('is said before, and only if it is missing', () => {
    expect(announceBrowser(machine([], { isRoot: true }))).toContain("Debian's chromium with apt-get");
    expect(announceBrowser(machine([]))).toContain("Playwright's own Chromium");
    expect(announceBrowser(machine(['/usr/bin/chromium']))).toBeUndefined();
  });
});
