/** What interaction ids mean, and meant. */
import type { WatchedDocument } from './documents.ts';
import type { InteractionIndex } from './interaction-index.ts';
import type { MeaningAt, SessionInteraction } from './model.ts';

/** Answers whoever holds an id. */
export class Ids {
  constructor(
    private readonly interactionIndex: InteractionIndex,
    private readonly watched: ReadonlyMap<string, WatchedDocument>,
  ) {}

  /** The interactions that have, or had, an id, whoever gave it. */
  named(id: string): readonly SessionInteraction[] {
    return this.interactionIndex.named(id).flatMap(({ shown }) => shown ?? []);
  }

  /** The key of the interaction that an id meant, there and then; null: nobody knows. */
  meaning(id: string, at: MeaningAt): string | null {
    const indexed = this.interactionIndex.find(id, { ...at, document: this.watched.get(at.document ?? '') ?? null });
    return indexed && this.interactionIndex.names.of(indexed);
  }
}
