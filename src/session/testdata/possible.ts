import { expect } from 'vitest';
import type { Session } from '../api.ts';

/** What may never be, whatever came in. */
export function expectPossible(session: Session): void {
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
