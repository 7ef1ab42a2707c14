/** What holds of the link after each step, and what holds once all has come to rest. */
import { expect } from 'vitest';
import type { Model, ModelDocument } from './model.ts';
import type { Page } from './page.ts';
import { hasAll, type Panel } from './panel.ts';
import type { World } from './world.ts';

/** A command that was given no longer ago than this, in ms, is obeyed: bridge and command are awaited for 10 s, and mending takes up to one. */
const SURELY = 8_000;

/** After each step. */
export function holdsAlways({ documents, open }: Model, { browser, panels, problems }: World): void {
  expect(problems).toEqual([]);
  for (const panel of panels) {
    if (!panel) continue;
    expect({ what: 'the hops that are shown', hops: panel.shown }).toEqual({
      what: 'the hops that are shown',
      hops: panel.hops(),
    });
    for (const { id, record } of browser.pages) expect(panel.ledger(id).at).toBeLessThanOrEqual(record.last);
  }
  // The model and the test's own browser are of one mind.
  expect(browser.pages.map(({ id, state, seen }) => ({ id, state, seen }))).toEqual(
    documents.map(({ id, state, isSpoken }) => ({ id, state, seen: isSpoken })),
  );
  expect(panels.map((panel) => panel !== null)).toEqual(open);
}

function expectHop(model: Model, one: ModelDocument, panel: Panel): void {
  const hop = panel.link.hops().find(({ info }) => info.document === one.id);
  const where = `${panel.name} of ${one.id}`;
  if (model.isWatched(one))
    expect({ where, state: hop?.state, present: hop?.present }).toEqual({ where, state: 'live', present: true });
  else if (one.state !== 'shown') {
    // In Chromium nobody says that a document is in the back/forward cache.
    const silent = one.state === 'kept' && model.kind === 'chromium' ? ['silent'] : [];
    if (hop) expect(['ended', 'watching', ...silent], where).toContain(hop.state);
  }
}

/** Where a document is gone that had answered, the panel has all that its record held, or says that something is missing. */
function expectHonest(panel: Panel, page: Page): void {
  const hop = panel.link.hops().find(({ info }) => info.document === page.id);
  if (panel.wasOff || page.state === 'shown' || hop?.state !== 'ended' || hop.isCutOff) return;
  const { got, missed, skipped, unwanted, wishes, clearings, hasAnswered } = panel.ledger(page.id);
  // It came back, and perhaps nobody heard of that; or it went before it heard that its record is not wanted.
  if (!hasAnswered || page.leaves > 1 || clearings < wishes) return;
  const unsaid = page.record.held.filter((n) => !got.has(n) && !missed.has(n) && n > Math.max(skipped, unwanted));
  expect({ where: `${panel.name} of ${page.id}, which ended in order`, unsaid }).toEqual({
    where: `${panel.name} of ${page.id}, which ended in order`,
    unsaid: [],
  });
}

/** Once all has come to rest. @param settled when it began to, ms since the epoch */
export function holdsAtRest(model: Model, world: World, settled: number): void {
  const { browser, obeyed } = world;
  const panels = world.panels.filter((panel) => panel !== null);
  for (const [index, page] of browser.pages.entries()) {
    const one = model.documents[index];
    if (!one) throw new Error('The model lost a document.');
    const isWatched = model.isWatched(one);
    for (const panel of panels) {
      const ledger = panel.ledger(page.id);
      const where = `${panel.name} of ${page.id}`;
      expectHop(model, one, panel);
      expectHonest(panel, page);
      if (isWatched) expect({ where, at: ledger.at }).toEqual({ where, at: page.record.last });
      if (isWatched || ledger.isDue) expect({ where, all: hasAll(ledger, page) }).toEqual({ where, all: true });
      if (isWatched && ledger.wishes > 0) {
        const cleared = Math.max(-1, ...page.cleared) >= ledger.unwanted;
        expect({ where, cleared }).toEqual({ where, cleared: true });
      }
      // Panels of two minds: whoever hears a hello has its wish, also one that died soon after.
      if (isWatched && world.panels.length === 1 && !world.isOverlapping)
        expect({ where, recording: page.recording }).toEqual({ where, recording: panel.wish });
    }
  }
  for (const panel of panels) {
    const { given, refused, unanswered, name } = panel;
    expect({ name, unanswered }).toEqual({ name, unanswered: 0 });
    expect({ name, refused: new Set(refused).size }).toEqual({ name, refused: refused.length });
    for (const { ref, page, leaves, endings, isCut, at } of given) {
      const isRefused = page.refused.includes(ref);
      if (refused.includes(ref)) expect({ ref, isRefused }).toEqual({ ref, isRefused: true });
      // Nothing that was given before its document went away reaches it when it comes back.
      const wentAway = page.leaves !== leaves || panel.ledger(page.id).endings !== endings;
      if (settled - at > SURELY || wentAway || isCut) continue;
      expect({ ref, obeyed: obeyed.get(page)?.includes(ref) }).toEqual({ ref, obeyed: true });
      if (isRefused) expect({ ref, told: refused.includes(ref) }).toEqual({ ref, told: true });
    }
  }
  expectPorts(model, world, panels);
}

/** No port is left over. */
function expectPorts({ kind, documents }: Model, { browser }: World, panels: readonly Panel[]): void {
  const live = panels.flatMap(({ link }) => link.hops()).filter(({ state }) => state === 'live').length;
  const { roads } = browser;
  if (kind === 'firefox') expect({ ports: roads.open() }).toEqual({ ports: panels.length * 2 + 4 * live });
  else {
    const ends = documents.reduce((sum, { id }) => sum + roads.open(id), 0);
    const silent = panels.flatMap(({ link }) => link.hops()).filter(({ state }) => state === 'silent').length;
    expect({ ends, panels: roads.open() - ends }).toEqual({ ends: live + silent, panels: live + silent });
  }
}

/** Once all panels are closed and all has come to rest. */
export function holdsInTheEnd({ documents }: Model, { browser }: World): void {
  expect(browser.roads.open()).toBe(0);
  for (const [index, { id, state, recording }] of browser.pages.entries()) {
    // A bridge that was never told that its panel is gone waits for it.
    if (state !== 'gone' && !documents[index]?.isDeaf)
      expect({ page: id, recording }).toEqual({ page: id, recording: true });
  }
}
