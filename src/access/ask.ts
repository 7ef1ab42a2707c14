/**
 * The page that asks for access where a panel cannot: Firefox's panels have no `permissions` (bug 1796933), and a
 * browser asks only in answer to a press. The sites stand in its address; it names them, asks, and closes itself.
 */
import { followGrants, patternsFor, type ScriptsBrowser, sitesIn } from './scripts.ts';
import './ask.css';

interface AskBrowser extends Omit<ScriptsBrowser, 'locks' | 'now'> {
  readonly i18n: { getMessage(key: string, substitutions?: string[]): string };
  readonly permissions: ScriptsBrowser['permissions'] & { request(wanted: { origins: string[] }): Promise<boolean> };
  readonly tabs: { getCurrent(): Promise<{ readonly id?: number } | undefined>; remove(tab: number): Promise<void> };
}

declare const chrome: AskBrowser;
const { i18n, permissions, tabs } = chrome;

/** An address can be made by anybody who finds this page: only sites are read of it, and nothing is asked without a press. */
const sites = sitesIn(new URLSearchParams(location.search).getAll('site'));

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

const button = element('button', i18n.getMessage('ask_allow'));
const told = element('p', '');
told.setAttribute('role', 'status');
const list = document.createElement('ul');
list.append(...sites.map((site) => element('li', site)));
button.disabled = sites.length === 0;
button.addEventListener('click', () => {
  permissions.request({ origins: patternsFor(sites) }).then(
    async (isGranted) => {
      told.textContent = i18n.getMessage(isGranted ? 'access_granted' : 'access_refused');
      if (!isGranted) return;
      await followGrants({ ...chrome, locks: navigator.locks, now: Date.now });
      const tab = await tabs.getCurrent();
      document.documentElement.dataset.done = 'yes';
      // Where a test opened this page, it is looked at once more.
      if (tab?.id !== undefined && new URLSearchParams(location.search).has('close')) await tabs.remove(tab.id);
    },
    (error) => {
      told.textContent = String(error);
    },
  );
});
document
  .getElementById('ask')
  ?.append(
    element('h1', i18n.getMessage('ask_title')),
    element('p', i18n.getMessage('access_meaning')),
    list,
    button,
    told,
  );
