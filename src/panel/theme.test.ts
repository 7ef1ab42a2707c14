// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { followTheme } from './theme.ts';

/** @param tells how the browser tells changes of DevTools' theme: as Chromium, as Firefox, as both, or not at all */
function follow(
  themeName: string | undefined,
  systemIsDark: boolean,
  tells: 'handler' | 'event' | 'both' | 'not' = 'handler',
) {
  const root = document.createElement('div');
  const change: ((theme: string) => void)[] = [];
  const systemChange: ((event: { matches: boolean }) => void)[] = [];
  const system = {
    matches: systemIsDark,
    addEventListener: (_: 'change', listener: (event: { matches: boolean }) => void) => systemChange.push(listener),
  };
  followTheme(
    root,
    {
      themeName,
      ...(tells === 'handler' || tells === 'both'
        ? { setThemeChangeHandler: (handler: (theme: string) => void) => void change.push(handler) }
        : {}),
      ...(tells === 'event' || tells === 'both'
        ? { onThemeChanged: { addListener: (listener: (theme: string) => void) => void change.push(listener) } }
        : {}),
    },
    system as unknown as MediaQueryList,
  );
  return {
    /** How many listen to DevTools. */
    heard: () => change.length,
    shown: () => root.dataset.theme,
    change(theme: string) {
      for (const hear of change) hear(theme);
    },
    systemChange(matches: boolean) {
      for (const hear of systemChange) hear({ matches });
    },
  };
}

test.each([
  ['dark', false, 'dark'],
  ['dark', true, 'dark'],
  ['default', false, 'light'],
  ['default', true, 'light'],
  [undefined, false, 'light'],
  [undefined, true, 'dark'],
])('DevTools says %s, the system is dark: %s → %s', (name, systemIsDark, shown) => {
  expect(follow(name, systemIsDark).shown()).toBe(shown);
});

test.each(['handler', 'event', 'both'] as const)(
  'follows DevTools as it changes, whatever the system does: %s',
  (tells) => {
    const { shown, change, systemChange, heard } = follow('default', false, tells);
    expect(heard()).toBe(1);
    change('dark');
    expect(shown()).toBe('dark');
    systemChange(false);
    expect(shown()).toBe('dark');
    change('default');
    systemChange(true);
    expect(shown()).toBe('light');
  },
);

test('follows the system where the browser does not tell of DevTools', () => {
  const { shown, systemChange } = follow(undefined, false, 'not');
  systemChange(true);
  expect(shown()).toBe('dark');
  systemChange(false);
  expect(shown()).toBe('light');
});
