import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHarness } from '../testdata/harness.ts';

const LIMIT = 3;
const STAMP = { userAgent: 'WWE Client', protocolVersion: 2 };

/** What a page does: one of its clients asks, with its next id or with an id of another kind. */
const asking = fc.record({ client: fc.nat(3), counted: fc.boolean() });
/** A page: what it asks for while it loads, and after its load event. */
const aPage = fc.record({
  loading: fc.array(fc.record({ client: fc.nat(3), counted: fc.constant(true) }), { maxLength: 8 }),
  loaded: fc.array(asking, { maxLength: 8 }),
});

describe('docs/protocol.md#rate-limit-and-quarantine: several clients in one page', () => {
  it.each([0, 30_000])('share its limit and its quarantine (of %i ms); only a load event ends it', (quarantineMs) => {
    fc.assert(
      fc.property(fc.array(aPage, { minLength: 1, maxLength: 5 }), (pages) => {
        const { wwe, posted, pass } = createHarness({ rateLimit: LIMIT, quarantineMs });
        const answered = (): number => posted.length;
        for (const { loading, loaded } of pages) {
          const ids = [0, 0, 0, 0];
          const ask = ({ client, counted }: { client: number; counted: boolean }): void => {
            const n = ids[client] ?? 0;
            ids[client] = n + 1;
            const referenceId = counted ? String(n) : `tool-${client}-${n}`;
            wwe.receive('a', 'https://client.example', { request: 'agent.get', referenceId, ...STAMP });
          };
          const before = answered();
          loading.forEach(ask);
          wwe.frameLoaded('a');
          // Now WWE knows that it was a page of its own: it got what any page gets.
          expect(answered() - before).toBe(Math.min(loading.length, LIMIT));
          loaded.forEach(ask);
          expect(answered() - before).toBe(Math.min(loading.length + loaded.length, LIMIT));
          const isOver = loading.length + loaded.length > LIMIT;
          expect(wwe.state().quarantines).toHaveLength(isOver ? 1 : 0);
          pass(20_000); // A client of this page that has only just begun could be the next page's.
        }
      }),
    );
  });
});
