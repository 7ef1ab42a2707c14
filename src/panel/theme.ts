/** Light and dark, as DevTools has it now and whenever it changes. */

/** DevTools' own word on its theme. `setThemeChangeHandler` is Chromium's, in current ones only; the event is Firefox's. */
export interface ThemedPanels {
  readonly themeName?: string | undefined;
  setThemeChangeHandler?(handler: (theme: string) => void): void;
  readonly onThemeChanged?: { addListener(listener: (theme: string) => void): void };
}

/**
 * Follows DevTools' theme: `dark` is dark, every other name is light. A browser that does not tell changes of theme is
 * followed by its preference for colours, which DevTools passes on to its panels.
 */
export function followTheme(root: HTMLElement, panels: ThemedPanels, prefersDark: MediaQueryList): void {
  const show = (dark: boolean) => {
    root.dataset.theme = dark ? 'dark' : 'light';
  };
  show(panels.themeName === undefined ? prefersDark.matches : panels.themeName === 'dark');
  if (panels.setThemeChangeHandler) panels.setThemeChangeHandler((theme) => show(theme === 'dark'));
  else if (panels.onThemeChanged) panels.onThemeChanged.addListener((theme) => show(theme === 'dark'));
  else prefersDark.addEventListener('change', ({ matches }) => show(matches));
}
