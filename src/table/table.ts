/** A table: rows by key, in one order, with what changed in them. Tables that are derived from others follow these changes. */
import { ChangeLog } from './change-log.ts';
import { Sorted } from './sorted.ts';

/** A row. It is never changed: another one of the same key takes its place. */
export interface TableRow {
  readonly key: string;
}

/** A table as it is read. It is the same object for its whole life. */
export interface TableView<Row> {
  /** Rises with each change. */
  readonly version: number;
  /** All, in order. It may be another array after a change. */
  readonly rows: readonly Row[];
  get(key: string): Row | undefined;
  /** Where the row of a key stands; -1 where there is none. */
  indexOf(key: string): number;
  /** Keys of rows that changed, came or went since a version; null: any may have. */
  changesSince(version: number): ReadonlySet<string> | null;
}

/** A table. */
export class Table<Row extends TableRow> implements TableView<Row> {
  version = 0;
  private readonly byKey = new Map<string, Row>();
  private readonly sorted: Sorted<Row>;
  private readonly log = new ChangeLog();

  /** @param compare as for `Array.sort`; 0 only for rows of one key */
  constructor(compare: (a: Row, b: Row) => number) {
    this.sorted = new Sorted(compare);
  }

  get rows(): readonly Row[] {
    return this.sorted.all;
  }

  get(key: string): Row | undefined {
    return this.byKey.get(key);
  }

  indexOf(key: string): number {
    const row = this.byKey.get(key);
    return row ? this.sorted.indexOf(row) : -1;
  }

  changesSince(version: number): ReadonlySet<string> | null {
    return this.log.since(version);
  }

  /**
   * Brings the rows of some keys up to date. What it costs depends on their number, and on what stands behind them.
   * @param find the row of a key as it is now; undefined: there is none
   */
  update(keys: Iterable<string>, find: (key: string) => Row | undefined): void {
    const gone: Row[] = [];
    const added: Row[] = [];
    const version = this.version + 1;
    for (const key of keys) {
      const now = find(key);
      const before = this.put(key, now, version);
      if (before === now || (before && now && this.sorted.replace(before, now))) continue;
      if (before) gone.push(before);
      if (now) added.push(now);
    }
    this.sorted.change(gone, added);
  }

  /** Makes all rows anew from another table. Does the same as `update` with all keys, for much less. */
  protected remake<Source extends TableRow>(source: TableView<Source>, make: (row: Source) => Row | undefined): void {
    const version = this.version + 1;
    const rows: Row[] = [];
    for (const row of source.rows) {
      const now = make(row);
      this.put(row.key, now, version);
      if (now) rows.push(now);
    }
    for (const { key } of this.rows) if (!source.get(key)) this.put(key, undefined, version);
    if (this.version === version) this.sorted.set(rows);
  }

  /** Puts a row in the place of another. @param now undefined: there is none @returns the one before */
  private put(key: string, now: Row | undefined, version: number): Row | undefined {
    const before = this.byKey.get(key);
    if (before === now) return before;
    if (now) this.byKey.set(key, now);
    else this.byKey.delete(key);
    this.log.note(version, key);
    this.version = version;
    return before;
  }
}

/** A table that is made of another one, row by row: filtered, in another order, or both. */
export class DerivedTable<Source extends TableRow, Row extends TableRow> extends Table<Row> {
  private seen = -1;

  constructor(
    private readonly source: TableView<Source>,
    compare: (a: Row, b: Row) => number,
  ) {
    super(compare);
  }

  /**
   * Makes the rows anew whose source has changed since the last time.
   * @param make the row of one of the source, of the same key; undefined: it has none here
   * @param again keys that are made anew also where the source is as it was; null: all
   */
  follow(make: (row: Source) => Row | undefined, again: Iterable<string> | null = []): void {
    const { source, seen } = this;
    const changed = again === null || seen < 0 ? null : source.changesSince(seen);
    this.seen = source.version;
    if (!changed || !again) this.remake(source, make);
    else
      this.update(new Set([...changed, ...again]), (key) => {
        const row = source.get(key);
        return row && make(row);
      });
  }
}
