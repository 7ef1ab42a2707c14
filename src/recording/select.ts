/** Some of a recording: what a filter shows, an interaction, a span of time. */
import type { Entry } from '../entry/entry.ts';
import type { Fact } from '../entry/fact.ts';

/**
 * The facts with some of their entries only. Numbers that are left out are told as skipped, so that nobody takes them for
 * lost. @param isChosen asked once for each entry, in their order
 */
export async function* selectFacts(
  facts: AsyncIterable<Fact> | Iterable<Fact>,
  isChosen: (entry: Entry, document: string) => boolean,
): AsyncGenerator<Fact, void> {
  /** By document: the last number that was left out, while none was chosen since. */
  const omitted = new Map<string, number>();
  for await (const fact of facts) {
    // It follows its entry, and goes with it.
    if (fact.what === 'annotation' && omitted.get(fact.document) === fact.n) continue;
    if (fact.what !== 'entry') {
      yield fact;
      continue;
    }
    const { document, entry } = fact;
    if (!isChosen(entry, document)) {
      omitted.set(document, entry.n);
      continue;
    }
    const through = omitted.get(document);
    if (through !== undefined) {
      omitted.delete(document);
      yield { what: 'skipped', document, through };
    }
    yield fact;
  }
  for (const [document, through] of omitted) yield { what: 'skipped', document, through };
}
