import { expect } from 'vitest';
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
  const origins = new Map(session.documents().map(({ info }) => [info.document, info.timeOrigin]));
  const shown = new Set<string>();
  const show = ({ document, n }: EntryRef) => {
    expect(shown.has(`${document} ${n}`)).toBe(false);
    shown.add(`${document} ${n}`);
  };
  rows.forEach((row, index) => {
    expect(list.indexOf(row.key)).toBe(index);
    expect(list.get(row.key)).toBe(row);
    expect(row.key).toBe(`${row.entry.document} ${row.entry.n}`);
    const before = rows[index - 1];
    if (before) {
      const [a, b] = [before, row].map(({ t, entry }) => [t, origins.get(entry.document) ?? 0, entry.n] as const);
      if (a && b) expect(a[0] < b[0] || (a[0] === b[0] && (a[1] < b[1] || (a[1] === b[1] && a[2] < b[2])))).toBe(true);
    }
    show(row.entry);
    if (row.answer) {
      show(row.answer);
      expect(list.get(`${row.answer.document} ${row.answer.n}`)).toBe(row);
    }
    if (row.call && row.call.n !== row.entry.n) show(row.call);
    expect(row.request === null).toBe(row.is !== 'answer' && (row.is !== 'request' || row.marks.includes('threw')));
    expect(new Set(row.marks).size).toBe(row.marks.length);
    for (const now of [row.t, row.t + 60_000]) {
      const status = statusOf(row, now);
      expect(status === null).toBe(row.is !== 'request' && row.is !== 'answer');
      if (row.marks.includes('never arrived')) expect(status).toBe('never arrived');
    }
    const times = row.runs.map(({ t }) => t);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
  expect(list.at(rows.length)).toBeUndefined();
  expect(list.changedSince(session.version)).toBe(rows.length);
  expect(list.indexOf('nobody 1')).toBe(-1);
}

/** What may never be, whatever came in. */
export function expectPossible(session: Session): void {
  expectPossibleRows(session);
  const keys = new Set(session.interactions().map((one) => one.key));
  expect(keys.size).toBe(session.interactions().length);
  for (const one of session.interactions()) {
    let before: string | null = null;
    let time = Number.NEGATIVE_INFINITY;
    for (const transition of one.transitions) {
      expect(transition.from).toBe(before);
      expect(transition.to).not.toBe(transition.from);
      expect(transition.t).toBeGreaterThanOrEqual(time);
      expect(transition.gap).not.toBe(transition.from ?? '');
      if (transition.from === null) expect(transition.gap).toBeNull();
      before = transition.to;
      time = transition.t;
    }
    expect(one.state).toBe(before);
    if (typeof one.raw.state === 'string' && one.raw.state !== '') expect(one.raw.state).toBe(one.state);
    expect(one.firstSeen).toBeLessThanOrEqual(one.lastSeen);
    expect(one.lastChanged).toBeGreaterThanOrEqual(one.firstSeen);
    expect(one.lastChanged).toBeLessThanOrEqual(one.lastSeen);
    expect(one.documents.length).toBeGreaterThan(0);
    expect(one.formerIds).not.toContain(one.id);
    expect(session.interaction(one.key)).toBe(one);
    const times = one.block.history.map((line) => line.t);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    if (one.block.status === 'unknown') expect(one.block.since).toBeNull();
    else expect(one.block.since).not.toBeNull();
  }
  const rows = session.cases().flatMap((one) => one.rows);
  expect(new Set(rows.map((row) => row.key))).toEqual(keys);
  expect(rows).toHaveLength(keys.size);
  expect(session.cases().filter((one) => one.selected === true).length).toBeLessThanOrEqual(1);
  for (const { rows: inCase } of session.cases()) {
    inCase.forEach((row, index) => {
      const above = inCase[index - 1];
      expect(row.depth).toBeLessThanOrEqual(above ? above.depth + 1 : 0);
    });
  }
  const answers = new Set<string>();
  for (const request of session.requests()) {
    expect(request.sentAt === null).toBe(request.requestEntry === null);
    expect(request.answeredAt === null).toBe(request.answerEntry === null);
    expect(request.sentAt ?? request.answeredAt).not.toBeNull();
    expect(request.client === null).toBe(request.matchedBy === null);
    expect(request.answeredBy === null).toBe(request.answeredAt === null);
    if (request.answeredAt === null) expect(request.failed || request.error !== null).toBe(false);
    else expect(request.client).toBe(request.answerEntry?.document);
    if (request.answerEntry) {
      const id = `${request.answerEntry.document} ${request.answerEntry.n}`;
      expect(answers.has(id)).toBe(false);
      answers.add(id);
    }
    expect(session.request(request.key)).toBe(request);
  }
  expect(new Set(session.requests().map((one) => one.key)).size).toBe(session.requests().length);
  const names = new Set(session.documents().map((one) => one.info.document));
  for (const subscription of session.subscriptions()) expect(names.has(subscription.document)).toBe(true);
}
