/** Which sites are watched, which documents of the tab are not, and the way to change that. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AccessTransport, Grant } from '../../access/access-transport.ts';
import { isGranted, type Site, siteOf } from '../../access/sites.ts';
import { isWatched, type Layers } from '../../transport/rules.ts';
import { t } from '../text/i18n.ts';

/** A site of the tab that is not watched. */
export interface UnwatchedSite {
  readonly site: Site;
  /** The addresses of its documents. */
  readonly urls: readonly string[];
  /** Whether the tab's top document is one of them. */
  readonly isTop: boolean;
  /** Why it cannot be asked for, in words; null if it can. */
  readonly why: string | null;
}

/** What became of the last wish to watch. `reload`: granted, and seen from the next load of the page on. */
export type AccessStage = 'idle' | 'asking' | 'elsewhere' | 'refused' | 'reload';

/** Access as the views need it. */
export interface AccessStore {
  /** Null until the browser told. */
  readonly grants: ReadonlySignal<readonly Grant[] | null>;
  readonly unwatched: ReadonlySignal<readonly UnwatchedSite[]>;
  readonly stage: ReadonlySignal<AccessStage>;
  /** Whether access can be given back: not where the package has its sites from the start. */
  readonly canWithdraw: boolean;
  /** Asks for sites. In answer to a press only. */
  watch(sites: readonly Site[]): Promise<void>;
  /** Gives a granted pattern back. */
  stop(pattern: string): Promise<void>;
  /** Looks again which documents there are. */
  look(): Promise<void>;
  /** The tab went to another page. */
  navigated(): void;
}

/** What the store needs. */
export interface AccessParts {
  readonly transport: AccessTransport;
  readonly layers: ReadonlySignal<Layers | null>;
  /** Access to sites was taken away, by whomever: nothing of them is kept. @param isGone whether an origin is one of them */
  readonly onWithdrawn: (isGone: (origin: string) => boolean) => void;
  readonly report: (error: unknown) => void;
}

/** Follows access until `abort`. */
export function createAccess({ transport, layers, onWithdrawn, report }: AccessParts, abort: AbortSignal): AccessStore {
  const grants = signal<readonly Grant[] | null>(null);
  const documents = signal<readonly string[]>([]);
  const stage = signal<AccessStage>('idle');
  /** Patterns that were granted once since the panel is open. */
  const known = new Set<string>();
  let looks = 0;

  const patternsOf = (list: readonly Grant[]) => list.map(({ pattern }) => pattern);

  const unwatched = computed(() => {
    const list = grants.value;
    if (list === null) return [];
    const patterns = patternsOf(list);
    const found = new Map<Site, { urls: string[]; isTop: boolean }>();
    for (const [place, url] of documents.value.entries()) {
      const site = siteOf(url);
      if (site === null || isGranted(patterns, site)) continue;
      const one = found.get(site) ?? { urls: [], isTop: false };
      found.set(site, one);
      one.urls.push(url);
      one.isTop ||= place === 0;
    }
    return [...found].map(([site, one]) => ({ site, ...one, why: whyNot(site) }));
  });

  function whyNot(site: Site): string | null {
    if (transport.fixed && !isGranted(transport.fixed, site)) return t('access_not_in_package');
    const rules = layers.value;
    if (rules === null || isAllowed(rules, site, documents.value)) return null;
    return t('access_not_by_rules');
  }

  async function readGrants(): Promise<void> {
    const list = await transport.grants();
    if (abort.aborted) return;
    const patterns = patternsOf(list);
    const gone = [...known].filter((pattern) => !patterns.includes(pattern));
    for (const pattern of gone) known.delete(pattern);
    for (const pattern of patterns) known.add(pattern);
    const isNew =
      grants.peek() !== null && patterns.some((pattern) => !isGranted(patternsOf(grants.peek() ?? []), pattern));
    grants.value = list;
    if (gone.length > 0) {
      onWithdrawn((origin) => {
        const site = siteOf(origin);
        return site !== null && isGranted(gone, site) && !isGranted(patterns, site);
      });
      stage.value = 'idle';
    } else if (isNew && stage.peek() !== 'idle') stage.value = 'reload';
  }

  async function look(): Promise<void> {
    looks += 1;
    const mine = looks;
    const list = await transport.documents();
    // The answer to a later question may be there already.
    if (mine === looks && !abort.aborted) documents.value = list;
  }

  const guarded = (work: () => Promise<void>) => () => work().catch(report);
  const followGrants = guarded(readGrants);
  const followDocuments = guarded(look);
  transport.hear(followGrants, followDocuments, abort);
  void followGrants();
  void followDocuments();

  return {
    grants,
    unwatched,
    stage,
    canWithdraw: transport.fixed === null,
    async watch(sites) {
      stage.value = 'asking';
      try {
        const asked = await transport.ask(sites);
        stage.value = asked === 'granted' ? 'reload' : asked;
        await followGrants();
      } catch (error) {
        stage.value = 'refused';
        report(error);
      }
    },
    async stop(pattern) {
      await guarded(() => transport.withdraw(pattern))();
      await followGrants();
    },
    look: followDocuments,
    navigated() {
      if (stage.value !== 'asking' && stage.value !== 'elsewhere') stage.value = 'idle';
      void followDocuments();
    },
  };
}

/** Whether the rules allow some origin of the site: rules name ports, access does not. */
function isAllowed(rules: Layers, site: Site, urls: readonly string[]): boolean {
  return urls.some((url) => siteOf(url) === site && isWatched(rules, new URL(url.replace(/^blob:/, '')).origin));
}

/** Where nobody asks for access: all is granted. */
export const ALL_GRANTED: AccessStore = {
  grants: signal<readonly Grant[]>([]),
  unwatched: signal<readonly UnwatchedSite[]>([]),
  stage: signal<AccessStage>('idle'),
  canWithdraw: false,
  watch: async () => {},
  stop: async () => {},
  look: async () => {},
  navigated() {},
};
