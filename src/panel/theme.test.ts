// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { followTheme } from './theme.ts';

/** @param tells whether the browser tells changes of DevTools' theme */
function follow(themeName: string | undefined, systemIsDark: boolean, tells = true) {
  const root = document.createElement('div');
  const change: ((theme: string) => void)[] = [];
  const systemChange: ((event: { matches: boolean }) => void)[] = [];
  const system = {
    matches: systemIsDark,
    addEventListener: (_: 'change', listener: (event: { matches: boolean }) => void) => systemChange.push(listener),
  };
  followTheme(
    root,
    { themeName, ...(tells ? { setThemeChangeHandler: (handler) => void change.push(handler) } : {}) },
    system as unknown as MediaQueryList,
  );
  return {
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

test('follows DevTools as it changes, whatever the system does', () => {
  const { shown, change, systemChange } = follow('default', false);
  change('dark');
  expect(shown()).toBe('dark');
  systemChange(false);
  expect(shown()).toBe('dark');
  change('default');
  systemChange(true);
  expect(shown()).toBe('light');
});

test('follows the system where the browser does not tell of DevTools', () => {
  const { shown, systemChange } = follow(undefined, false, false);
  systemChange(true);
  expect(shown()).toBe('dark');
  systemChange(false);
  expect(shown()).toBe('light');
});
