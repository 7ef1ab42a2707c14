/**
 * The page that asks for access where a panel cannot: Firefox's panels have no `permissions` (bug 1796933), and a
 * browser asks only in answer to a press. The sites stand in its address; it names them, asks, and closes itself.
 */
import { keepForAll, noteAsPrivate } from './private.ts';
import { followGrants, grantedPatterns, patternsFor, type ScriptsBrowser, sitesIn } from './scripts.ts';
import './ask.css';

interface AskBrowser extends Omit<ScriptsBrowser, 'locks' | 'now'> {
  readonly extension: { readonly inIncognitoContext: boolean };
  readonly i18n: { getMessage(key: string, substitutions?: string[]): string };
  readonly permissions: ScriptsBrowser['permissions'] & {
    request(wanted: { origins: string[] }): Promise<boolean>;
  };
  readonly tabs: { getCurrent(): Promise<{ readonly id?: number } | undefined>; remove(tab: number): Promise<void> };
}

declare const chrome: AskBrowser;
const { extension, i18n, permissions, storage, tabs } = chrome;

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
async function leave(): Promise<void> {
  const tab = await tabs.getCurrent();
  if (tab?.id !== undefined) await tabs.remove(tab.id);
}

async function ask(): Promise<void> {
  told.textContent = '';
  const origins = patternsFor(sites);
  const isGranted = await permissions.request({ origins });
  told.textContent = i18n.getMessage(isGranted ? 'access_granted' : 'access_refused');
  if (!isGranted) return;
  if (!extension.inIncognitoContext) await keepForAll(storage, await grantedPatterns(chrome), origins);
  await followGrants({ ...chrome, locks: navigator.locks, now: Date.now });
  document.documentElement.dataset.done = 'yes';
  // Where a test opened this page, it is looked at once more.
  if (new URLSearchParams(location.search).has('close')) await leave();
}

function fail(error: unknown): void {
  told.textContent = String(error);
}

// Firefox takes a request in the very moment of the press alone.
if (extension.inIncognitoContext) await noteAsPrivate(storage, await grantedPatterns(chrome), patternsFor(sites));
button.addEventListener('click', () => void ask().catch(fail));
// Whoever was refused, and wishes it again in the panel, gets a new page: the one before is of no more use.
const others = new BroadcastChannel('wwe-devtools ask');
others.postMessage(null);
others.addEventListener('message', () => void leave().catch(fail));
document
  .getElementById('ask')
  ?.append(
    element('h1', i18n.getMessage('ask_title')),
    element('p', i18n.getMessage('access_meaning')),
    list,
    button,
    told,
  );
