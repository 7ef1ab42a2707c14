import { describe, expect, it, vi } from 'vitest';
import type { System } from './browser.mjs';
import { announceFirefox, ensureFirefox, explainSkipped, findFirefox } from './firefox.mjs';

const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n';
const ESR = '/usr/bin/firefox-esr';

/** A Linux machine with these versions of Firefox, by path. It may be given more later. */
function machine(versions: Record<string, string>, changes: Partial<System> = {}): System {
  return {
    env: {},
    platform: 'linux',
    home: '/home/ada',
    isRoot: false,
    osRelease: DEBIAN,
    exists: (path) => path === '/usr/bin/apt-get' || Object.hasOwn(versions, path),
    list: () => [],
    isSnap: () => false,
    versionOf: (path) => versions[path] ?? '',
    ...changes,
  };
}

/** An installer that must not be called. */
async function never(): Promise<boolean> {
  throw new Error('installed something');
}

describe('findFirefox', () => {
  it('takes what WWE_FIREFOX names before all else', () => {
    const versions = { '/opt/mine': 'Mozilla Firefox 150.0', [ESR]: 'Mozilla Firefox 140.1.0esr' };
    expect(findFirefox(machine(versions, { env: { WWE_FIREFOX: '/opt/mine' } }))).toBe('/opt/mine');
    expect(findFirefox(machine(versions, { env: { WWE_FIREFOX: '' } }))).toBe(ESR);
  });

  it('says so when WWE_FIREFOX names nothing, and does not choose another', () => {
    const system = machine({ [ESR]: 'Mozilla Firefox 140.1.0esr' }, { env: { WWE_FIREFOX: '/opt/gone' } });
    expect(() => findFirefox(system)).toThrow('WWE_FIREFOX says /opt/gone');
  });

  it('takes none where WWE_FIREFOX says none', () => {
    const versions = { [ESR]: 'Mozilla Firefox 140.1.0esr', none: 'Mozilla Firefox 140.1.0esr' };
    expect(findFirefox(machine(versions, { env: { WWE_FIREFOX: 'none' } }))).toBeUndefined();
  });

  it('takes the ESR before others, and 128 as the oldest', () => {
    const release = '/usr/bin/firefox';
    expect(findFirefox(machine({ [release]: 'Mozilla Firefox 151.0', [ESR]: 'Mozilla Firefox 128.0esr' }))).toBe(ESR);
    expect(findFirefox(machine({ [release]: 'Mozilla Firefox 151.0', [ESR]: 'Mozilla Firefox 127.9' }))).toBe(release);
    expect(findFirefox(machine({ [ESR]: 'Mozilla Firefox 115.28.0esr' }))).toBeUndefined();
  });

  it('takes no snap, which would not see our files, and nothing that does not say its version', () => {
    const release = '/usr/bin/firefox';
    const versions = { [release]: 'Mozilla Firefox 151.0' };
    expect(findFirefox(machine(versions, { isSnap: (path) => path === release }))).toBeUndefined();
    expect(findFirefox(machine({ [release]: '' }))).toBeUndefined();
  });

  it('knows where it is on a Mac and on Windows', () => {
    const onMac = '/Applications/Firefox.app/Contents/MacOS/firefox';
    const mac = machine({ [onMac]: 'Mozilla Firefox 151.0' }, { platform: 'darwin', home: '/Users/ada' });
    expect(findFirefox(mac)).toBe(onMac);
    const onWindows = 'D:\\Programs\\Mozilla Firefox\\firefox.exe';
    const ini = '[App]\r\nVendor=Mozilla\r\nVersion=140.1.0\r\n';
    const windows = { platform: 'win32', env: { ProgramFiles: 'D:\\Programs' } } as const;
    expect(findFirefox(machine({ [onWindows]: ini }, windows))).toBe(onWindows);
    expect(findFirefox(machine({ [onWindows]: ini.replace('140', '115') }, windows))).toBeUndefined();
  });
});

describe('ensureFirefox', () => {
  it('installs nothing where one is there', async () => {
    const system = machine({ [ESR]: 'Mozilla Firefox 140.1.0esr' }, { isRoot: true });
    expect(announceFirefox(system)).toBeUndefined();
    expect(await ensureFirefox(system, never)).toEqual({ path: ESR });
  });

  it.each([{}, { '/usr/bin/firefox': 'Mozilla Firefox 115.0' }])(
    "installs Debian's where apt and root allow, and says so before: %j",
    async (others: Record<string, string>) => {
      const versions = { ...others };
      const system = machine(versions, { isRoot: true });
      expect(announceFirefox(system)).toContain("Debian's firefox-esr with apt-get");
      const installer = vi.fn(async () => {
        versions[ESR] = 'Mozilla Firefox 140.1.0esr';
        return true;
      });
      expect(await ensureFirefox(system, installer)).toEqual({ path: ESR });
      expect(installer).toHaveBeenCalledOnce();
    },
  );

  it.each([
    ['a person on Debian', {}],
    ['root on Ubuntu, whose firefox is a snap', { isRoot: true, osRelease: UBUNTU }],
    ['a Mac', { platform: 'darwin', osRelease: '' }],
  ] as const)('installs nothing elsewhere, and says why it is skipped: %s', async (_, changes) => {
    const system = machine({}, changes);
    expect(announceFirefox(system)).toBeUndefined();
    expect(await ensureFirefox(system, never)).toEqual({ skipped: 'there is no Firefox here' });
  });

  it('installs nothing where a person said which Firefox, or none', async () => {
    const none = machine({}, { isRoot: true, env: { WWE_FIREFOX: 'none' } });
    expect(announceFirefox(none)).toBeUndefined();
    expect(await ensureFirefox(none, never)).toEqual({ skipped: 'WWE_FIREFOX is none' });
    const old = machine({ '/opt/old': 'Mozilla Firefox 115.0' }, { isRoot: true, env: { WWE_FIREFOX: '/opt/old' } });
    expect(await ensureFirefox(old, never)).toEqual({
      skipped: '/opt/old is Firefox 115, and 128 is the oldest that will do',
    });
  });

  it('says that apt-get failed, or that what it installed is too old', async () => {
    const versions: Record<string, string> = {};
    const system = machine(versions, { isRoot: true });
    expect(await ensureFirefox(system, async () => false)).toEqual({
      skipped: 'apt-get could not install firefox-esr',
    });
    const tooOld = async () => {
      versions[ESR] = 'Mozilla Firefox 115.0esr';
      return true;
    };
    expect(await ensureFirefox(system, tooOld)).toEqual({
      skipped: `${ESR} is Firefox 115, and 128 is the oldest that will do`,
    });
  });
});

it('tells a person why, and how to get it', () => {
  expect(explainSkipped('there is no Firefox here')).toMatch(
    /skipped: there is no Firefox here\.\n.*WWE_FIREFOX=\/path/,
  );
});
