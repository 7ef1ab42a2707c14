/** The Compose view as its user sees it, and what came of it at WWE. */
import type { Finder } from './browser.ts';
import { expect } from './expect.ts';
import type { Panel } from './panel.ts';
import type { Wwe } from './wwe.ts';

/** Compose in one panel. */
export class Compose {
  constructor(readonly panel: Panel) {}

  /** Shows the view. */
  async show(): Promise<void> {
    await this.panel.frame.getByRole('tab', { name: 'Compose', exact: true }).click();
    await expect(this.search).toBeVisible();
  }

  get search(): Finder {
    return this.panel.frame.getByRole('combobox', { name: 'Service', exact: true });
  }

  /** The services that can be chosen, from the top. */
  get services(): Finder {
    return this.panel.frame.locator('.compose-option');
  }

  /** Chooses a service by its whole name; one that nobody knows, too. */
  async choose(service: string): Promise<void> {
    await this.search.fill(service);
    await this.panel.window.press('Enter');
    await expect(this.panel.frame.locator('.compose-head h2')).toHaveText(service);
  }

  /** The control of this name. (A parameter's group has the name of its control.) */
  field(name: string): Finder {
    return this.panel.frame.locator(`.compose :is(input, select, textarea)[aria-label="${name}"]`);
  }

  /** Adds a key with a value to a parameter that is an object. @param type as the menu names it */
  async addKey(parameter: string, key: string, type: string, value: string): Promise<void> {
    await this.panel.button(`Add a key to ${parameter}`).click();
    await this.field('Value of the new key').fill(value);
    await this.field('Type of the new key').selectOption(type);
    await this.panel.frame.locator('.compose-key:last-of-type > input').first().fill(key);
  }

  /** Writes the call in another way: `Form`, `Parameters as text`, `Whole message`. */
  async writeAs(mode: string): Promise<void> {
    await this.panel.frame.getByRole('radio', { name: mode, exact: true }).check();
  }

  get send(): Finder {
    return this.panel.button('Send');
  }

  /** Why it is not sent. */
  get reason(): Finder {
    return this.panel.frame.locator('#compose-reason');
  }

  /** The call as a page would write it, then the message on the wire. */
  get preview(): Finder {
    return this.panel.frame.locator('.compose-preview pre');
  }

  get answer(): Finder {
    return this.panel.frame.getByRole('region', { name: 'Answer', exact: true });
  }

  get history(): Finder {
    return this.panel.frame.getByRole('region', { name: 'History', exact: true });
  }

  get saved(): Finder {
    return this.panel.frame.getByRole('region', { name: 'Saved calls', exact: true });
  }
}

/** Waits for the requests of a service that WWE received, as they were on the wire. */
export async function expectReceived(wwe: Wwe, service: string, parameters: readonly string[]): Promise<void> {
  await expect.poll(() => wwe.tab.evaluate(parametersInWords, service)).toEqual(parameters);
}

/**
 * The parameters of each request of a service that WWE received, with the type of every value. Runs in WWE's page: it
 * must be whole in itself.
 */
function parametersInWords(service: string): readonly string[] {
  const above: unknown[] = [];
  const list = (values: Iterable<unknown>): string => [...values].map(words).join(', ');
  const words = (value: unknown): string => {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
    if (above.includes(value)) return `cycle to ${above.indexOf(value)}`;
    above.push(value);
    const text = object(value);
    above.pop();
    return text;
  };
  const object = (value: object): string => {
    const type = Object.prototype.toString.call(value).slice(8, -1);
    if (Array.isArray(value)) return `[${list(value)}]`;
    if (value instanceof Date) return `Date(${value.getTime()})`;
    if (value instanceof Map || value instanceof Set) return `${type}(${list(value)})`;
    if (value instanceof ArrayBuffer) return `ArrayBuffer(${list(new Uint8Array(value))})`;
    if (ArrayBuffer.isView(value)) return `${type}(${list(new Uint8Array(value.buffer))})`;
    return `${type === 'Object' ? '' : type}{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${words(inner)}`)
      .join(', ')}}`;
  };
  const all = window.wweSimulator?.received() ?? [];
  return all.flatMap(({ message }) => {
    const one = Object(message);
    if (one.request !== service) return [];
    return ['parameters' in one ? words(one.parameters) : 'none'];
  });
}

/** Keeps what the panel copies from now on. @returns what reads the last text */
export async function copying(panel: Panel): Promise<() => Promise<string>> {
  await panel.frame.evaluate(() => {
    document.addEventListener('copy', () => {
      const area = document.activeElement;
      document.documentElement.dataset.copied = area instanceof HTMLTextAreaElement ? area.value : '';
    });
  });
  return () => panel.frame.evaluate(() => document.documentElement.dataset.copied ?? '');
}
