/** Light and dark, as DevTools has it now and whenever it changes. */

/** DevTools' own word on its theme. `setThemeChangeHandler` is there in current browsers only. */
export interface ThemedPanels {
  readonly themeName?: string | undefined;
  setThemeChangeHandler?(handler: (theme: string) => void): void;
}

/**
 * Follows DevTools' theme. `dark` is dark; every other name is light. While DevTools follows the system, its name
 * does not move, so the system's preference is followed as well where DevTools has no theme of its own.
 */
export function followTheme(root: HTMLElement, panels: ThemedPanels, prefersDark: MediaQueryList): void {
  const show = (dark: boolean) => {
    root.dataset.theme = dark ? 'dark' : 'light';
  };
  show(panels.themeName === 'dark' || prefersDark.matches);
  panels.setThemeChangeHandler?.((theme) => show(theme === 'dark'));
  prefersDark.addEventListener('change', ({ matches }) => show(matches));
}
