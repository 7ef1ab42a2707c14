import { describe, expect, it } from 'vitest';
import { cancelCell, chooseType, commitCell, openName, openNew, openValue, typeName, typeText } from './cell.ts';
import { createEdits, type Edits, wantedSlot } from './edits.ts';
import { plan } from './plan.ts';
import { observe, statusOf } from './sightings.ts';

const start = () => createEdits({ Count: 10, Name: 'Robin', When: new Date(0) }, 1);

describe('the open cell', () => {
  it('keeps the type of the value', () => {
    const edits = commitCell(typeText(openValue(start(), 'Count'), '12'));
    expect(wantedSlot(edits, 'Count')).toEqual({ present: true, value: 12 });
    expect(edits.open).toBeNull();
  });

  it('stays open with a problem and with what was typed', () => {
    const edits = commitCell(typeText(openValue(start(), 'Count'), '12a'));
    expect(edits.open).toMatchObject({ text: '12a', problem: 'number' });
    expect(commitCell(chooseType(edits, 'Count', 'text')).byKey.get('Count')?.wish).toEqual({
      present: true,
      value: '12a',
    });
    expect(openValue(edits, 'Name').open).toMatchObject({ key: 'Count', text: '12a' });
    expect(cancelCell(edits).byKey.size).toBe(0);
  });

  it('does not overwrite unseen what somebody else wrote while the user typed', () => {
    const typing = typeText(openValue(start(), 'Count'), '12');
    const meanwhile = observe(typing, { Count: 11, Name: 'Robin' }, 2);
    expect(statusOf(commitCell(meanwhile), 'Count')).toMatchObject({ is: 'conflict', theirs: { value: 11 } });
    expect(plan(commitCell(meanwhile), '1')).toEqual([]);
    const gone = observe(typing, { Name: 'Robin' }, 2);
    expect(statusOf(commitCell(gone), 'Count').is).toBe('conflict');
    expect(statusOf(commitCell(observe(typing, { Count: 12 }, 2)), 'Count').is).toBe('clean');
  });

  it('makes no edit when nothing was typed, also for a hidden token', () => {
    expect(commitCell(openValue(start(), 'Name', true)).byKey.size).toBe(0);
    expect(commitCell(openValue(start(), 'When')).byKey.size).toBe(0);
  });

  it('adds a key with its type', () => {
    const typed = typeText(typeName(chooseType(openNew(start()), null, 'boolean'), 'Vip'), 'true');
    expect(wantedSlot(commitCell(typed), 'Vip')).toEqual({ present: true, value: true });
    expect(commitCell(typeName(typed, 'Count')).open?.problem).toBe('taken');
    expect(commitCell(typeName(typed, '')).open?.problem).toBe('empty');
  });

  it('renames, and not what could not be written back', () => {
    const edits = commitCell(typeText(openName(start(), 'Count'), 'Total'));
    expect(wantedSlot(edits, 'Total')).toEqual({ present: true, value: 10 });
    expect(wantedSlot(edits, 'Count').present).toBe(false);
    expect(openName(start(), 'When').open).toBeNull();
  });

  it('refuses the name by which two or three keys would change places, and says so', () => {
    const name = (edits: Edits, key: string, to: string) => commitCell(typeText(openName(edits, key), to));
    const chain = name(name(createEdits({ A: 1, B: 2, C: 3 }, 1), 'A', 'T'), 'B', 'A');
    expect(name(chain, 'T', 'B').open?.problem).toBe('circle');
    expect(name(name(chain, 'C', 'B'), 'T', 'C').open?.problem).toBe('circle');
    // Each of these waits for one that waits for nobody.
    expect([...name(chain, 'C', 'B').byKey.keys()].length).toBe(4);
    expect([...name(chain, 'A', 'B').byKey.keys()].sort()).toEqual(['A', 'T']);
  });

  it('converts on a change of type, or opens with the problem', () => {
    expect(wantedSlot(chooseType(start(), 'Count', 'text'), 'Count')).toEqual({ present: true, value: '10' });
    expect(chooseType(start(), 'Name', 'number').open).toMatchObject({ key: 'Name', text: 'Robin', problem: 'number' });
  });
});
