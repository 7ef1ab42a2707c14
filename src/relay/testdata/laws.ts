/** What holds of the link after each step, and what holds once all has come to rest. */
import assert from 'node:assert/strict';
import type { Model, ModelDocument } from './model.ts';
import type { Page } from './page.ts';
import { hasAll, type Panel } from './panel.ts';
import type { World } from './world.ts';

/** A command that was given no longer ago than this, in ms, is executed: bridge and command are awaited for 10 s, and mending takes up to one. */
const SURELY = 8_000;

/** After each step. */
export function holdsAlways({ documents, open }: Model, { browser, panels, problems }: World): void {
  assert.deepEqual(problems, []);
  for (const panel of panels) {
    if (!panel) continue;
    assert.deepEqual(
      { what: 'the connections that are shown', connections: panel.shown },
      {
        what: 'the connections that are shown',
        connections: panel.connections(),
      },
    );
    for (const { id, record } of browser.pages)
      assert.ok(panel.ledger(id).at <= record.last, `${panel.name} is ahead of ${id}`);
  }
  // The model and the test's own browser are of one mind.
  assert.deepEqual(
    browser.pages.map(({ id, state, seen }) => ({ id, state, seen })),
    documents.map(({ id, state, isSpoken }) => ({ id, state, seen: isSpoken })),
  );
  assert.deepEqual(
    panels.map((panel) => panel !== null),
    open,
  );
}

function expectHop(model: Model, one: ModelDocument, panel: Panel): void {
  const connection = panel.link.connections().find(({ info }) => info.document === one.id);
  const where = `${panel.name} of ${one.id}`;
  if (model.isWatched(one))
    assert.deepEqual(
      { where, state: connection?.state, present: connection?.present },
      { where, state: 'live', present: true },
    );
  else if (one.state !== 'shown') {
    // In Chromium nobody says that a document is in the back/forward cache.
    const silent = one.state === 'kept' && model.kind === 'chromium' ? ['silent'] : [];
    if (connection)
      assert.ok(['ended', 'watching', ...silent].includes(connection.state), `${where} is ${connection.state}`);
  }
}

/** Where a document is gone that had answered, the panel has all that its record held, or says that something is missing. */
function expectHonest(panel: Panel, page: Page): void {
  const connection = panel.link.connections().find(({ info }) => info.document === page.id);
  if (panel.wasOff || page.state === 'shown' || connection?.state !== 'ended' || connection.isIncomplete) return;
  const { got, missed, skipped, unwanted, wishes, clearings, hasAnswered } = panel.ledger(page.id);
  // It came back, and perhaps nobody heard of that; or it went before it heard that its record is not wanted.
  if (!hasAnswered || page.leaves > 1 || clearings < wishes) return;
  const unsaid = page.record.held.filter((n) => !got.has(n) && !missed.has(n) && n > Math.max(skipped, unwanted));
  assert.deepEqual(
    { where: `${panel.name} of ${page.id}, which ended in order`, unsaid },
    {
      where: `${panel.name} of ${page.id}, which ended in order`,
      unsaid: [],
    },
  );
}

/** Once all has come to rest. @param settled when it began to, ms since the epoch */
export function holdsAtRest(model: Model, world: World, settled: number): void {
  const { browser, executed } = world;
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
      if (isWatched) assert.deepEqual({ where, at: ledger.at }, { where, at: page.record.last });
      if (isWatched || ledger.isDue) assert.deepEqual({ where, all: hasAll(ledger, page) }, { where, all: true });
      if (isWatched && ledger.wishes > 0) {
        const cleared = Math.max(-1, ...page.cleared) >= ledger.unwanted;
        assert.deepEqual({ where, cleared }, { where, cleared: true });
      }
      // Panels of two minds: whoever hears a hello has its wish, also one that died soon after.
      if (isWatched && world.panels.length === 1 && !world.isOverlapping)
        assert.deepEqual({ where, recording: page.recording }, { where, recording: panel.wish });
    }
  }
  for (const panel of panels) {
    const { given, refused, unanswered, name } = panel;
    assert.deepEqual({ name, unanswered }, { name, unanswered: 0 });
    assert.deepEqual({ name, refused: new Set(refused).size }, { name, refused: refused.length });
    for (const { ref, page, leaves, endings, isCut, at } of given) {
      const isRefused = page.refused.includes(ref);
      if (refused.includes(ref)) assert.deepEqual({ ref, isRefused }, { ref, isRefused: true });
      // Nothing that was given before its document went away reaches it when it comes back.
      const wentAway = page.leaves !== leaves || panel.ledger(page.id).endings !== endings;
      if (settled - at > SURELY || wentAway || isCut) continue;
      assert.deepEqual({ ref, executed: executed.get(page)?.includes(ref) }, { ref, executed: true });
      if (isRefused) assert.deepEqual({ ref, told: refused.includes(ref) }, { ref, told: true });
    }
  }
  expectPorts(model, world, panels);
}

/** No port is left over. */
function expectPorts({ kind, documents }: Model, { browser }: World, panels: readonly Panel[]): void {
  const live = panels.flatMap(({ link }) => link.connections()).filter(({ state }) => state === 'live').length;
  const { transports } = browser;
  if (kind === 'firefox') assert.deepEqual({ ports: transports.open() }, { ports: panels.length * 2 + 4 * live });
  else {
    const ends = documents.reduce((sum, { id }) => sum + transports.open(id), 0);
    const silent = panels.flatMap(({ link }) => link.connections()).filter(({ state }) => state === 'silent').length;
    assert.deepEqual({ ends, panels: transports.open() - ends }, { ends: live + silent, panels: live + silent });
  }
}

/** Once all panels are closed and all has come to rest. */
export function holdsInTheEnd({ documents }: Model, { browser }: World): void {
  assert.equal(browser.transports.open(), 0);
  for (const [index, { id, state, recording }] of browser.pages.entries()) {
    // A bridge that was never told that its panel is gone waits for it.
    if (state !== 'gone' && !documents[index]?.isDeaf)
      assert.deepEqual({ page: id, recording }, { page: id, recording: true });
  }
}
