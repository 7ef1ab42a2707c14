/** A document that Firefox shows: a page's, a frame's or the panel's. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Finder, RoleOptions, Surface } from '../browser.ts';
import type { Chain } from './chain.ts';
import { DocumentFinder, type Room } from './finder.ts';
import { inDocument, type Reply, type Request } from './inside.ts';

const require = createRequire(import.meta.url);

/** `@testing-library/dom` as one script. */
export const LIBRARY = readFileSync(
  join(dirname(require.resolve('@testing-library/dom/package.json')), 'dist/@testing-library/dom.umd.min.js'),
  'utf8',
);

/** What is run in a document to answer a `Request`. */
export const ANSWER = String(inDocument);

/** Narrows what came from a document. @throws if it is no reply */
export function readReply(reply: unknown): Reply {
  if (typeof reply === 'object' && reply !== null) {
    if ('fail' in reply) return { fail: String(reply.fail) };
    if ('wait' in reply) return { wait: String(reply.wait) };
    // JSON drops a value that is undefined.
    return { value: 'value' in reply ? reply.value : undefined };
  }
  throw new TypeError(`The document answered ${JSON.stringify(reply)}.`);
}

/** Whether two looks at an element found it at one place. */
export function isSamePoint(one: Reply, other: Reply): boolean {
  return 'value' in one && 'value' in other && JSON.stringify(one.value) === JSON.stringify(other.value);
}

/** What pages and the panel have in common. */
export abstract class FirefoxSurface implements Surface, Room {
  abstract ask(request: Request): Promise<Reply>;
  abstract click(chain: Chain, clicks: number): Promise<Reply>;
  abstract url(): string;
  /** Runs a function's text among the document's own globals. */
  protected abstract run(source: string, argument: unknown): Promise<unknown>;

  getByRole(role: string, options?: RoleOptions): Finder {
    return new DocumentFinder(this, []).getByRole(role, options);
  }

  getByLabel(text: string, options?: { readonly exact?: boolean }): Finder {
    return new DocumentFinder(this, []).getByLabel(text, options);
  }

  locator(css: string): Finder {
    return new DocumentFinder(this, []).locator(css);
  }

  async evaluate<Result, Argument = undefined>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    return (await this.run(String(run), argument)) as Result;
  }
}
