/** Names of a scenario's interactions. An interaction's id changes when WWE is reloaded, its UUID does not. */
import type { InteractionModel } from '../wwe/model.ts';
import type { Wwe } from '../wwe/wwe.ts';

/** Who bears which name. */
export interface Names {
  /** Gives a name to the interaction with this id; one that had the name loses it. */
  give(name: string, interactionId: string): void;
  /** Its id as it is now; null if nothing bears the name, or it has gone. */
  idOf(name: string): string | null;
  /** The interaction as it is now; costs a look at the whole desktop. */
  find(name: string): InteractionModel | null;
  /** Whether the name was ever given. */
  known(name: string): boolean;
}

/** Makes an empty book of names. */
export function createNames(wwe: Wwe): Names {
  const book = new Map<string, { id: string; readonly uuid: string }>();
  const byUuid = (uuid: string): InteractionModel | null =>
    wwe
      .state()
      .cases.flatMap(({ interactions }) => interactions)
      .find((one) => one.uuid === uuid) ?? null;
  return {
    give(name, id) {
      const uuid = wwe.uuidOf(id);
      if (uuid !== null) book.set(name, { id, uuid });
    },
    idOf(name) {
      const entry = book.get(name);
      if (entry === undefined) return null;
      if (wwe.uuidOf(entry.id) === entry.uuid) return entry.id;
      const found = byUuid(entry.uuid);
      if (found !== null) entry.id = found.id;
      return found?.id ?? null;
    },
    find(name) {
      const entry = book.get(name);
      return entry === undefined ? null : byUuid(entry.uuid);
    },
    known: (name) => book.has(name),
  };
}
