/** The panel in Firefox's DevTools. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Modifier } from '../../../scripts/firefox/gecko.d.ts';
import {
  askPanel,
  closeToolbox,
  crashPanel,
  drawPanel,
  isPaused,
  resume,
  runInPanel,
} from '../../../scripts/firefox/panel.mjs';
import type { Firefox } from '../../../scripts/firefox.mjs';
import type { Downloaded, PanelWindow, Surface } from '../browser.ts';
import type { Chain } from './chain.ts';
import type { Reply, Request } from './inside.ts';
import { ANSWER, FirefoxSurface, LIBRARY, readReply } from './surface.ts';

/** Playwright's names of modifiers, as events have them. */
const MODIFIERS: Readonly<Record<string, Modifier>> = {
  Alt: 'altKey',
  Control: 'ctrlKey',
  Meta: 'metaKey',
  Shift: 'shiftKey',
};

/** The panel's document, reached through its frame script. */
class PanelSurface extends FirefoxSurface {
  readonly #firefox: Firefox;
  readonly #tab: string;
  readonly #url: string;

  constructor(firefox: Firefox, tab: string, url: string) {
    super();
    this.#firefox = firefox;
    this.#tab = tab;
    this.#url = url;
  }

  url(): string {
    return this.#url;
  }

  async ask(request: Request): Promise<Reply> {
    const evaluation = { run: ANSWER, argument: request, library: LIBRARY };
    return readReply(await runInPanel(this.#firefox, this.#tab, evaluation));
  }

  async click(chain: Chain, clicks: number): Promise<Reply> {
    const request: Request = { chain, want: { to: 'point' } };
    const at = { run: ANSWER, argument: JSON.stringify(request), isSandboxed: true };
    return readReply(await askPanel(this.#firefox, this.#tab, { act: 'mouse', at, clicks }, LIBRARY));
  }

  protected run(source: string, argument: unknown): Promise<unknown> {
    return runInPanel(this.#firefox, this.#tab, { run: source, argument });
  }
}

/** The panel of one tab. */
export class FirefoxPanel implements PanelWindow {
  readonly surface: Surface;
  readonly #firefox: Firefox;
  readonly #tab: string;
  readonly #downloads: string;

  /** @param tab WebDriver's id of the inspected tab @param url of the panel @param downloads the folder of downloads */
  constructor(firefox: Firefox, tab: string, url: string, downloads: string) {
    this.surface = new PanelSurface(firefox, tab, url);
    this.#firefox = firefox;
    this.#tab = tab;
    this.#downloads = downloads;
  }

  async press(key: string): Promise<void> {
    // `+` alone is a key too.
    const names = key.split(/(?<=.)\+(?=.)/);
    const modifiers = names.slice(0, -1).map((name) => {
      const modifier = MODIFIERS[name];
      if (!modifier) throw new TypeError(`${name} is not a modifier.`);
      return modifier;
    });
    await askPanel(this.#firefox, this.#tab, { act: 'key', key: names.at(-1) ?? '', modifiers });
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(character);
  }

  async close(): Promise<void> {
    await closeToolbox(this.#firefox, this.#tab);
  }

  async screenshot(path: string): Promise<void> {
    await writeFile(path, await drawPanel(this.#firefox, this.#tab));
  }

  async download(act: () => Promise<void>): Promise<Downloaded> {
    const before = new Set(await readdir(this.#downloads));
    await act();
    for (;;) {
      const files = await readdir(this.#downloads);
      const name = files.find((file) => !before.has(file) && !file.endsWith('.part'));
      // While it is written, the file has a second one beside it.
      if (name !== undefined && !files.includes(`${name}.part`)) {
        const bytes = await readFile(join(this.#downloads, name));
        if (bytes.length > 0) return { name, bytes };
      }
      await setTimeout(50);
    }
  }

  problems(): readonly string[] {
    return this.#firefox.problems.get(this.#tab) ?? [];
  }

  isPaused(): Promise<boolean> {
    return isPaused(this.#firefox, this.#tab);
  }

  async resume(): Promise<void> {
    await resume(this.#firefox, this.#tab);
  }

  crash(): Promise<void> {
    return crashPanel(this.#firefox, this.#tab);
  }
}
