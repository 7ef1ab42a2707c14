import { describe, expect, it } from 'vitest';
import { Reference } from '../../../entry/decode.ts';
import { add, createEdits, discard, type Edits, keepMine, remove, rename, set, takeTheirs, undo } from './edits.ts';
import { plan, planDue } from './plan.ts';
import { markAnswered, markDue, markSent, markTimedOut, observe, statusOf, vanish } from './sightings.ts';

const start = () => createEdits({ Segment: 'Gold', Count: 10, Old: 'x' }, 1);

describe('edits', () => {
  it('tells edited, added and removed apart, and back to the seen value is no edit', () => {
    let edits = remove(add(set(start(), 'Count', 11), 'New', true), 'Old');
    expect([statusOf(edits, 'Count').is, statusOf(edits, 'New').is, statusOf(edits, 'Old').is]).toEqual([
      'edited',
      'added',
      'removed',
    ]);
    edits = set(edits, 'Count', 10);
    expect(statusOf(edits, 'Count').is).toBe('clean');
    expect(statusOf(set(edits, 'Count', '10'), 'Count').is).toBe('edited');
  });

  it('undoes one act at a time, a rename in one go, and a discard', () => {
    const renamed = rename(set(start(), 'Count', 11), 'Segment', 'Tier');
    expect([...renamed.byKey.keys()]).toEqual(['Count', 'Tier', 'Segment']);
    expect([...undo(renamed).byKey.keys()]).toEqual(['Count']);
    expect([...undo(discard(renamed)).byKey.keys()]).toEqual(['Count', 'Tier', 'Segment']);
    expect(undo(start())).toEqual(start());
  });

  it('a value that stood under its new name already, and was taken away there, is asked about: the old key would wait for ever', () => {
    const renamed = rename(remove(start(), 'Old'), 'Segment', 'Old');
    const same = observe(set(renamed, 'Old', 'x'), { Segment: 'Gold', Count: 10, Old: 'x' }, 2);
    expect([statusOf(same, 'Old').is, statusOf(same, 'Segment')]).toMatchObject(['clean', { is: 'removed' }]);
    const taken = observe(same, { Segment: 'Gold', Count: 10 }, 3);
    expect(statusOf(taken, 'Old')).toMatchObject({ is: 'conflict', mine: { value: 'x' }, theirs: { present: false } });
    const kept = plan(keepMine(taken, 'Old'), '1')[0];
    expect(kept?.parameters[1]).toEqual({ Old: 'x' });
  });

  it('a value that was seen under its new name, and overwritten there by somebody else, is not set over that again by itself', () => {
    const there = observe(
      rename(start(), 'Segment', 'Tier'),
      { Segment: 'Gold', Count: 10, Old: 'x', Tier: 'Gold' },
      2,
    );
    const deleting = markSent(there, ['Segment'], 'r', 3);
    const overwritten = observe(deleting, { Segment: 'Gold', Count: 10, Old: 'x', Tier: 'Silver' }, 4);
    const follower = rename(overwritten, 'Old', 'Segment');
    const refused = observe(
      markAnswered(follower, 'r', 'no'),
      { Segment: 'Gold', Count: 10, Old: 'x', Tier: 'Silver' },
      5,
    );
    expect(statusOf(refused, 'Tier')).toMatchObject({
      is: 'conflict',
      mine: { value: 'Gold' },
      theirs: { value: 'Silver' },
    });
    expect(plan(refused, '1')).toEqual([]);
    const done = observe(follower, { Count: 10, Old: 'x', Tier: 'Silver' }, 5);
    const freed = plan(markAnswered(done, 'r', null), '1')[0];
    expect(freed?.parameters[1]).toEqual({ Segment: 'x' });
  });

  it('what was discarded while the old key’s deletion was on its way does not come back when that is refused: the user is asked about the old key', () => {
    const data = { Segment: 'Gold', Count: 10, Old: 'x', Tier: 'Gold' };
    const deleting = markSent(observe(rename(start(), 'Segment', 'Tier'), data, 2), ['Segment'], 'r', 3);
    const back = rename(rename(deleting, 'Count', 'Segment'), 'Segment', 'Count');
    const discarded = discard(set(back, 'Count', 11));
    const endings = [
      [markAnswered(discarded, 'r', 'no'), { is: 'failed', error: 'no' }],
      [markTimedOut(discarded, 'r'), { is: 'timeout' }],
    ] as const;
    for (const [ended, told] of endings) {
      const after = observe(ended, data, 4);
      expect([...after.byKey.keys()]).toEqual(['Segment']);
      // Nobody else changed it: what is told is how the deletion ended.
      expect(statusOf(after, 'Segment')).toMatchObject({ is: 'conflict', mine: { present: false }, after: told });
      expect(plan(after, '1')).toEqual([]);
      expect(plan(keepMine(after, 'Segment'), '1')[0]?.parameters).toEqual(['1', 'Segment']);
    }
  });

  it('a value is not safe where something else of ours is on its way, also while somebody else’s equal one stands there', () => {
    const setting = markSent(set(start(), 'Count', 11), ['Count'], 'r', 2);
    const moving = rename(rename(setting, 'Count', 'Tier'), 'Segment', 'Count');
    const equal = observe(moving, { Segment: 'Gold', Count: 'Silver', Old: 'x' }, 3);
    const yielded = takeTheirs(set(equal, 'Count', 'Silver'), 'Tier');
    expect(yielded.byKey.get('Count')?.wish).toEqual({ present: true, value: 11 });
    expect([...yielded.byKey.keys()]).toEqual(['Count']);
  });

  it('a key whose new value got no answer after its own had gone elsewhere is not renamed again: WWE may hold the one or the other', () => {
    const moving = set(rename(start(), 'Segment', 'Tier'), 'Segment', 'new');
    const seen = observe(moving, { Segment: 'Gold', Count: 10, Old: 'x', Tier: 'Gold' }, 2);
    const sent = markSent(seen, ['Segment'], 'r', 3);
    expect(rename(markTimedOut(sent, 'r'), 'Segment', 'Third').byKey.get('Third')).toBeUndefined();
    const refused = rename(markAnswered(sent, 'r', 'no'), 'Segment', 'Third');
    expect(refused.byKey.get('Segment')?.moved).toEqual({ to: 'Tier', value: 'Gold' });
  });

  it('refuses a name that is empty or taken', () => {
    expect(rename(start(), 'Segment', 'Count').byKey.size).toBe(0);
    expect(add(start(), '', 1).byKey.size).toBe(0);
    expect(add(start(), 'Count', 1).byKey.size).toBe(0);
  });

  it('treats __proto__ as a key like any other', () => {
    const edits = set(start(), '__proto__', 'evil');
    const [request] = plan(edits, '1');
    const data = request?.parameters[1];
    expect(Object.entries(Object(data))).toEqual([['__proto__', 'evil']]);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });
});

describe('plan', () => {
  it('is one setUserData, then one deleteUserData a removed key', () => {
    const edits = remove(rename(set(add(start(), 'New', null), 'Count', 11), 'Segment', 'Tier'), 'Old');
    expect(plan(edits, '7')).toEqual([
      {
        service: 'interaction.setUserData',
        parameters: ['7', { New: null, Count: 11, Tier: 'Gold' }],
        keys: ['New', 'Count', 'Tier'],
        afterSet: false,
      },
      { service: 'interaction.deleteUserData', parameters: ['7', 'Segment'], keys: ['Segment'], afterSet: true },
      { service: 'interaction.deleteUserData', parameters: ['7', 'Old'], keys: ['Old'], afterSet: false },
    ]);
  });

  it('keeps the old key of a rename while the new one is on its way, and deletes it once that was seen', () => {
    const sent = markSent(rename(start(), 'Segment', 'Tier'), ['Tier'], 'r', 2);
    expect(plan(sent, '1')).toEqual([]);
    const accepted = markAnswered(sent, 'r', null);
    expect(plan(accepted, '1')).toEqual([]);
    const seen = observe(accepted, { Segment: 'Gold', Count: 10, Old: 'x', Tier: 'Gold' }, 3);
    expect(plan(seen, '1').map((request) => request.keys)).toEqual([['Segment']]);
    expect(plan(markAnswered(sent, 'r', 'no'), '1').map((request) => request.afterSet)).toEqual([false, true]);
  });

  it('holds the old key until the value was seen under its last name, however often the new key is renamed', () => {
    const twice = rename(rename(start(), 'Segment', 'Tire'), 'Tire', 'Tier');
    expect([...twice.byKey.keys()]).toEqual(['Segment', 'Tier']);
    expect(plan(twice, '1')).toMatchObject([
      { parameters: ['1', { Tier: 'Gold' }], afterSet: false },
      { parameters: ['1', 'Segment'], afterSet: true },
    ]);
    expect(statusOf(twice, 'Segment')).toEqual({ is: 'removed', waiting: false, until: 'Tier' });
    expect([...undo(twice).byKey.keys()]).toEqual(['Segment', 'Tire']);
    expect(plan(undo(twice), '1')[1]?.parameters).toEqual(['1', 'Segment']);
    const refused = markAnswered(markSent(twice, ['Tier'], 'r', 2), 'r', 'no');
    expect(planDue(markDue(refused, ['Segment']), '1')).toEqual([]);
  });

  it.each([
    ['deletes the new key', (edits: Edits) => remove(edits, 'Tier')],
    [
      'takes what somebody else wrote there',
      (edits: Edits) => takeTheirs(observe(edits, { Tier: 'theirs' }, 3), 'Tier'),
    ],
  ])('keeps the old key when the user %s: nobody asked for its end', (_, act) => {
    const edits = act(rename(start(), 'Segment', 'Tier'));
    expect(edits.byKey.has('Segment')).toBe(false);
    expect(plan(edits, '1')).toEqual([]);
    expect(edits.past.length).toBe(2);
  });

  it('gives a freed name away only once its former value is safe', () => {
    const edits = rename(rename(start(), 'Segment', 'Tier'), 'Old', 'Segment');
    const [first, ...late] = plan(edits, '1');
    expect(first?.parameters).toEqual(['1', { Tier: 'Gold' }]);
    expect(late.map(({ parameters, afterSet }) => [...parameters, afterSet])).toEqual([
      ['1', 'Old', true],
      ['1', { Segment: 'x' }, true],
    ]);
    expect(statusOf(edits, 'Segment')).toEqual({ is: 'edited', waiting: false, until: 'Tier' });
  });

  it('keeps a value that is going elsewhere, when what was to come in its place is renamed back', () => {
    const edits = rename(rename(rename(start(), 'Segment', 'Tier'), 'Old', 'Segment'), 'Segment', 'Old');
    const [setting, deleting] = plan(edits, '1');
    expect([setting?.parameters, setting?.afterSet]).toEqual([['1', { Tier: 'Gold' }], false]);
    expect([deleting?.parameters, deleting?.afterSet]).toEqual([['1', 'Segment'], true]);
  });

  it('follows a value to its newest name, and holds what comes in its place as before', () => {
    const edits = rename(rename(rename(start(), 'Segment', 'T'), 'Old', 'Segment'), 'T', 'Tier');
    expect(['Segment', 'Old', 'Tier', 'T'].map((key) => statusOf(edits, key))).toEqual([
      { is: 'edited', waiting: false, until: 'Tier' },
      { is: 'removed', waiting: false, until: 'Segment' },
      { is: 'added', waiting: false },
      { is: 'clean' },
    ]);
  });

  it.each([
    ['in the order of the renames', (edits: Edits) => edits],
    ['in another order', (edits: Edits) => set(edits, 'Old', 'y')],
  ])('keeps all keys that waited for one that is given up, %s', (_, before) => {
    const edits = takeTheirs(rename(rename(before(start()), 'Segment', 'T'), 'Old', 'Segment'), 'T');
    expect([...edits.byKey.keys()]).toEqual([]);
    expect(undo(edits).byKey.size).toBe(3);
  });

  it('is empty when the interaction is gone, and the edits stay', () => {
    const gone = vanish(set(start(), 'Count', 11));
    expect(plan(gone, '1')).toEqual([]);
    expect(statusOf(gone, 'Count').is).toBe('edited');
    expect(plan(observe(gone, { Count: 10 }, 5), '1')).toHaveLength(1);
  });
});

describe('answers and sightings', () => {
  const sent = () => markSent(set(start(), 'Count', 11), ['Count'], 'r', 2);

  it('is pending, then accepted, then clean once it is seen', () => {
    expect(statusOf(sent(), 'Count')).toEqual({ is: 'pending', at: 2, removes: false });
    const accepted = markAnswered(sent(), 'r', null);
    expect(statusOf(accepted, 'Count').is).toBe('accepted');
    expect(statusOf(observe(accepted, { Count: 11 }, 3), 'Count').is).toBe('clean');
  });

  it('is clean at once when it was seen before the answer', () => {
    const seen = observe(sent(), { Count: 11 }, 3);
    expect(statusOf(seen, 'Count').is).toBe('pending');
    expect(statusOf(markAnswered(seen, 'r', null), 'Count').is).toBe('clean');
  });

  it('is clean when a deleted key is seen no more', () => {
    const accepted = markAnswered(markSent(remove(start(), 'Old'), ['Old'], 'd', 2), 'd', null);
    expect(statusOf(observe(accepted, { Segment: 'Gold' }, 3), 'Old').is).toBe('clean');
    expect(statusOf(observe(accepted, { Old: 'x' }, 3), 'Old').is).toBe('conflict');
  });

  it('is a conflict when WWE accepted it and shows another value', () => {
    const dropped = observe(markAnswered(sent(), 'r', null), { Count: 10 }, 3);
    expect(statusOf(dropped, 'Count')).toMatchObject({ is: 'conflict', accepted: true });
    expect(plan(dropped, '1')).toEqual([]);
    expect(plan(keepMine(dropped, 'Count'), '1')).toHaveLength(1);
    expect(statusOf(observe(dropped, { Count: 11 }, 4), 'Count').is).toBe('clean');
  });

  it("does not take an old value before the answer for somebody else's, but takes a third one so", () => {
    const old = markAnswered(observe(sent(), { Count: 10 }, 3), 'r', null);
    expect(statusOf(old, 'Count').is).toBe('accepted');
    const third = markAnswered(observe(sent(), { Count: 12 }, 3), 'r', null);
    expect(statusOf(third, 'Count').is).toBe('conflict');
  });

  it('keeps what failed as an edit, with the text of WWE, and what was not answered', () => {
    const failed = markAnswered(sent(), 'r', 'Not allowed');
    expect(statusOf(failed, 'Count')).toEqual({ is: 'failed', error: 'Not allowed' });
    expect(plan(failed, '1')).toHaveLength(1);
    const late = markTimedOut(sent(), 'r');
    expect(statusOf(late, 'Count').is).toBe('timeout');
    expect(statusOf(markAnswered(late, 'r', null), 'Count').is).toBe('accepted');
    expect(statusOf(observe(late, { Count: 11 }, 9), 'Count').is).toBe('clean');
  });

  it('shows a change of somebody else during an edit, and does what the user chooses', () => {
    const conflict = observe(set(start(), 'Count', 11), { Count: 12 }, 3);
    expect(statusOf(conflict, 'Count')).toEqual({
      is: 'conflict',
      mine: { present: true, value: 11 },
      theirs: { present: true, value: 12 },
      accepted: false,
    });
    expect(statusOf(keepMine(conflict, 'Count'), 'Count').is).toBe('edited');
    const taken = takeTheirs(conflict, 'Count');
    expect(statusOf(taken, 'Count').is).toBe('clean');
    expect(statusOf(undo(taken), 'Count').is).toBe('conflict');
  });

  it('keeps what is typed while an earlier value is on its way', () => {
    const newer = set(sent(), 'Count', 12);
    expect(statusOf(newer, 'Count')).toEqual({ is: 'edited', waiting: true });
    expect(plan(newer, '1')).toEqual([]);
    const confirmed = observe(markAnswered(newer, 'r', null), { Count: 11 }, 3);
    expect(statusOf(confirmed, 'Count')).toEqual({ is: 'edited', waiting: false });
    expect(statusOf(discard(sent()), 'Count').is).toBe('pending');
  });

  it.each([
    ['without user data', undefined],
    ['whose user data was not carried', new Reference('/data/0')],
    ['whose user data is no object', new Map([['Count', 1]])],
  ])('learns nothing from a sighting %s', (_, userData) => {
    expect(observe(sent(), userData, 9).seen).toEqual(sent().seen);
    expect([...createEdits(userData, 1).seen]).toEqual([]);
  });
});
