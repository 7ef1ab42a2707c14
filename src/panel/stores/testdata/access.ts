/** A browser's access in the test's hands. */
import { vi } from 'vitest';
import type { AccessTransport, Asked, Grant } from '../../../access/access-transport.ts';

/** What the browser has granted, and the documents that are open. */
export interface FakeAccess {
  readonly fixed?: readonly string[];
  readonly granted?: readonly string[];
  readonly documents?: readonly string[];
}

/** Access that grants what `answer` says. */
export function fakeAccess({ fixed, granted = [], documents = [] }: FakeAccess) {
  let grants: readonly Grant[] = granted.map((pattern) => ({ pattern, since: null }));
  let shown = documents;
  let told: { readonly grants: () => void; readonly documents: () => void } | undefined;
  let answer: Asked | Error = 'granted';
  const set = (patterns: readonly string[]) => {
    grants = patterns.map((pattern) => ({ pattern, since: 1_000 }));
    told?.grants();
  };
  const transport: AccessTransport = {
    fixed: fixed ?? null,
    grants: async () => grants,
    documents: async () => shown,
    ask: vi.fn(async (sites: readonly string[]) => {
      if (answer instanceof Error) throw answer;
      if (answer === 'granted') set([...grants.map(({ pattern }) => pattern), ...sites.map((site) => `${site}/*`)]);
      return answer;
    }),
    withdraw: vi.fn(async (pattern: string) => {
      set(grants.flatMap((grant) => (grant.pattern === pattern ? [] : grant.pattern)));
    }),
    hear(onGrants, onDocuments, signal) {
      told = { grants: onGrants, documents: onDocuments };
      signal.addEventListener('abort', () => {
        told = undefined;
      });
    },
  };
  return {
    transport,
    /** Grants these, and no others, as somebody may in the browser's own settings. */
    set,
    show(urls: readonly string[]) {
      shown = urls;
      told?.documents();
    },
    answers(next: Asked | Error) {
      answer = next;
    },
    isHeard: () => told !== undefined,
  };
}
