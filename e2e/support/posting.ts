/** Has windows of every kind post each other whatever can be posted, and reads what they got. */
import { type OwnPage, servePage } from '../simulator/own-pages.ts';
import type { Surface, Tab } from './browser.ts';
import { expect } from './expect.ts';
import type { MakePosted } from './posted-values.ts';
import { installPosting, type Posting, type Reads } from './posting-page.ts';

declare global {
  interface Window {
    /** In a page of `installPosting`. */
    posting?: Posting;
  }
}

/** Where shared memory may be posted. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

/** The page at two sites. */
export interface PostingPages {
  readonly isIsolated: boolean;
  readonly here: OwnPage;
  readonly elsewhere: OwnPage;
  close(): Promise<void>;
}

/** How the page is served. */
export interface PostingOptions {
  readonly values: Readonly<Record<string, MakePosted>>;
  /** When it reads what it got: in a top window, in a frame. */
  readonly reads: readonly [Reads, Reads];
  readonly isIsolated: boolean;
}

/** Serves the page. */
export async function servePosting({ values, reads, isIsolated }: PostingOptions): Promise<PostingPages> {
  const sources = Object.entries(values).map(([name, make]) => `${JSON.stringify(name)}: ${sourceOf(make)}`);
  const script = `(${installPosting})({ ${sources.join(',')} }, ${JSON.stringify(reads)});
for (const src of new URLSearchParams(location.search).getAll('frame'))
  document.body.append(Object.assign(document.createElement('iframe'), { src, allow: 'cross-origin-isolated' }));`;
  const answer = {
    body: '<body><script src="/page.js"></script></body>',
    scripts: { '/page.js': script },
    headers: isIsolated ? ISOLATED : {},
  };
  const [here, elsewhere] = await Promise.all([servePage(answer), servePage({ ...answer, host: '127.0.0.1' })]);
  return {
    isIsolated,
    here,
    elsewhere,
    close: async () => void (await Promise.all([here.close(), elsewhere.close()])),
  };
}

/** Of a method, as it is written in an object, a function. */
function sourceOf(given: unknown): string {
  const text = String(given);
  return `Object.values({ ${text.startsWith('(') ? 'run: ' : ''}${text} })[0]`;
}

/** What each window got, by who posted it and what it was; and what could not be posted. */
export type Exchanged = Readonly<Record<string, string>>;

/** A window, and those that it posts to: by what it calls them, what they are called here. */
interface Poster {
  readonly name: string;
  readonly surface: Surface;
  readonly to: Readonly<Record<string, string>>;
}

/**
 * Has all windows post all to each other.
 * @param meanwhile after they have posted all with WWE's stamp, and before they post all as it is
 */
export async function exchange(tab: Tab, pages: PostingPages, meanwhile = async () => {}): Promise<Exchanged> {
  const posters = await openPosters(tab, pages);
  const result: Record<string, string> = {};
  const posted: Record<string, string[]> = {};
  for (const isStamped of [true, false]) {
    await Promise.all(
      posters.map(async ({ name, surface, to }) => {
        for (const [called, target] of Object.entries(to)) {
          const said = await surface.evaluate(([at, stamped]) => window.posting?.post(at, stamped), [
            called,
            isStamped,
          ] as const);
          const way = `${called === 'self' ? 'self' : name} → ${target}`;
          posted[way] ??= [];
          for (const [what, outcome] of said ?? []) {
            const key = `${name} → ${target}, ${isStamped ? 'stamped' : 'as it is'}: ${what}`;
            if (outcome.startsWith('posted')) posted[way].push(key);
            result[`${key}, posted`] = outcome;
          }
        }
      }),
    );
    if (isStamped) await meanwhile();
  }
  for (const { name, surface } of posters) {
    const ways = Object.entries(posted).filter(([way]) => way.endsWith(`→ ${name}`));
    const due = ways.reduce((sum, [, { length }]) => sum + length, 0);
    await expect.poll(() => surface.evaluate(() => window.posting?.count()), { message: name }).toBe(due);
    const heard = (await surface.evaluate(() => window.posting?.heard())) ?? {};
    for (const [from, texts] of Object.entries(heard)) {
      const sender = from === 'parent' || from === 'opener' ? 'top' : from;
      const keys = posted[`${sender} → ${name}`] ?? [];
      texts.forEach((text, index) => {
        result[keys[index] ?? `${from} → ${name}: ${index}`] = text;
      });
    }
    await surface.evaluate(() => window.posting?.tidy());
  }
  return result;
}

async function openPosters(tab: Tab, { isIsolated, here, elsewhere }: PostingPages): Promise<readonly Poster[]> {
  await tab.goto(`${here.url}?frame=${here.url}&frame=${elsewhere.url}`);
  const coming = tab.nextPopup();
  // An isolated page keeps only pop-ups of its own site.
  await tab.evaluate((url) => window.posting?.open(url), (isIsolated ? here : elsewhere).url);
  const popup = await coming;
  return [
    { name: 'top', surface: tab, to: { self: 'top', 'frame 0': 'frame 0', 'frame 1': 'frame 1', popup: 'popup' } },
    { name: 'frame 0', surface: await frameAt(tab, here.url), to: { self: 'frame 0', parent: 'top' } },
    { name: 'frame 1', surface: await frameAt(tab, elsewhere.url), to: { self: 'frame 1', parent: 'top' } },
    { name: 'popup', surface: await ready(popup, () => popup), to: { self: 'popup', opener: 'top' } },
  ];
}

/** The frame of that address. */
function frameAt(tab: Tab, url: string): Promise<Surface> {
  return ready(url, () => tab.childFrames().find((frame) => frame.url() === url));
}

/** Once its script has run. */
async function ready(name: unknown, find: () => Surface | undefined): Promise<Surface> {
  const isReady = () => find()?.evaluate(() => window.posting !== undefined);
  await expect.poll(isReady, { message: String(name) }).toBe(true);
  const found = find();
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}
