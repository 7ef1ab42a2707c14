/** What holds of each model, checked thousands of times: by `assert`, which costs little where `expect` is most of the time. */
import assert from 'node:assert/strict';
import type { Session } from '../api.ts';
import type { MessageRow } from '../messages-model.ts';
import type { EntryRef } from '../model.ts';
import { statusOf } from '../rows/status.ts';

/** All rows, in order. */
export function rowsOf(session: Session): readonly MessageRow[] {
  const list = session.messages();
  return Array.from({ length: list.length }, (_, index) => {
    const row = list.at(index);
    if (!row) throw new Error(`no row at ${index}`);
    return row;
  });
}

/** What no list of messages may be. */
export function expectPossibleRows(session: Session): void {
  const list = session.messages();
  const rows = rowsOf(session);
  const origins = new Map(session.documents().map(({ info, clock }) => [info.document, info.timeOrigin + clock]));
  const shown = new Set<string>();
  const show = ({ document, n }: EntryRef) => {
    assert.equal(shown.has(`${document} ${n}`), false);
    shown.add(`${document} ${n}`);
  };
  rows.forEach((row, index) => {
    assert.equal(list.indexOf(row.key), index);
    assert.equal(list.get(row.key), row);
    assert.equal(row.key, `${row.entry.document} ${row.entry.n}`);
    const before = rows[index - 1];
    if (before) {
      const [a, b] = [before, row].map(({ t, entry }) => [t, origins.get(entry.document) ?? 0, entry.n] as const);
      if (a && b) assert.equal(a[0] < b[0] || (a[0] === b[0] && (a[1] < b[1] || (a[1] === b[1] && a[2] < b[2]))), true);
    }
    show(row.entry);
    if (row.answer) {
      show(row.answer);
      assert.equal(list.get(`${row.answer.document} ${row.answer.n}`), row);
    }
    if (row.call && row.call.n !== row.entry.n) show(row.call);
    assert.equal(row.request === null, row.is !== 'answer' && (row.is !== 'request' || row.marks.includes('threw')));
    assert.equal(new Set(row.marks).size, row.marks.length);
    for (const now of [row.t, row.t + 60_000]) {
      const status = statusOf(row, now);
      assert.equal(status === null, row.is !== 'request' && row.is !== 'answer');
      if (row.marks.includes('never arrived')) assert.equal(status, 'never arrived');
    }
    const times = row.runs.map(({ t }) => t);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
  });
  assert.equal(list.at(rows.length), undefined);
  assert.deepEqual(list.table.rows, rows);
  assert.equal(list.table.changesSince(list.table.version)?.size, 0);
  assert.equal(list.indexOf('nobody 1'), -1);
}

/** What may never be, whatever came in. */
export function expectPossible(session: Session): void {
  expectPossibleRows(session);
  const keys = new Set(session.interactions().map((one) => one.key));
  assert.equal(keys.size, session.interactions().length);
  for (const one of session.interactions()) {
    let before: string | null = null;
    let time = Number.NEGATIVE_INFINITY;
    for (const transition of one.transitions) {
      assert.equal(transition.from, before);
      // A state follows itself only where WWE names another one in between.
      if (transition.to === transition.from) assert.notEqual(transition.gap, null);
      assert.ok(transition.t >= time, 'a history that runs backwards');
      assert.notEqual(transition.gap, transition.from ?? '');
      if (transition.from === null) assert.equal(transition.gap, null);
      before = transition.to;
      time = transition.t;
      // Only what its own WWE said, as far as it is still there.
      assert.equal(session.entry(transition.entry)?.origin ?? one.wwe.origin, one.wwe.origin);
    }
    assert.equal(one.state, before);
    if (typeof one.raw.state === 'string' && one.raw.state !== '') assert.equal(one.raw.state, one.state);
    assert.ok(one.firstSeen <= one.lastChanged && one.lastChanged <= one.lastSeen, 'seen, changed, seen last');
    assert.ok(one.documents.length > 0, 'seen by nobody');
    assert.ok(!one.formerIds.includes(one.id), 'its id is a former one');
    assert.equal(session.interaction(one.key), one);
    for (const { id, document } of one.known) {
      const meant = session.ids.meaning(id, { t: one.lastSeen, wwe: one.wwe.key, document });
      assert.ok(
        meant === null || session.interaction(meant) !== undefined,
        'an id means one that is shown under no key',
      );
    }
    const times = one.block.history.map((line) => line.t);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    if (one.block.status === 'unknown') assert.equal(one.block.since, null);
    else assert.notEqual(one.block.since, null);
  }
  const rows = session.cases().flatMap((one) => one.rows);
  assert.deepEqual(new Set(rows.map((row) => row.key)), keys);
  assert.equal(rows.length, keys.size);
  const selecting = session.cases().flatMap(({ selected, wwe }) => (selected === true ? wwe.key : []));
  assert.equal(new Set(selecting).size, selecting.length, 'two cases of one WWE are selected');
  for (const { wwe, rows: inCase } of session.cases())
    for (const { key } of inCase) assert.equal(session.interaction(key)?.wwe.key, wwe.key);
  for (const { rows: inCase } of session.cases()) {
    inCase.forEach((row, index) => {
      const above = inCase[index - 1];
      assert.ok(row.depth <= (above ? above.depth + 1 : 0), 'a row without the one above it');
    });
  }
  const answers = new Set<string>();
  for (const request of session.requests()) {
    assert.equal(request.sentAt === null, request.requestEntry === null);
    assert.equal(request.answeredAt === null, request.answerEntry === null);
    assert.notEqual(request.sentAt ?? request.answeredAt, null);
    assert.equal(request.client === null, request.matchedBy === null);
    assert.equal(request.answeredBy === null, request.answeredAt === null);
    if (request.answeredAt === null) assert.equal(request.failed || request.error !== null, false);
    else assert.equal(request.client, request.answerEntry?.document);
    if (request.answerEntry) {
      const id = `${request.answerEntry.document} ${request.answerEntry.n}`;
      assert.equal(answers.has(id), false);
      answers.add(id);
    }
    assert.equal(session.request(request.key), request);
  }
  assert.equal(new Set(session.requests().map((one) => one.key)).size, session.requests().length);
  const names = new Set(session.documents().map((one) => one.info.document));
  for (const subscription of session.subscriptions()) assert.equal(names.has(subscription.document), true);
}
