import { describe, expect, test } from 'vitest';
import { FakeWindow } from './testdata/windows.ts';
import { createWindows } from './windows.ts';

/** `top` with three frames; the second has two of its own. */
function tab() {
  const top = new FakeWindow();
  const [first, second, third] = [top.add(), top.add(), top.add()];
  return { top, first, second, third, inner: [second.add(), second.add()] as const };
}

describe('the fake windows', () => {
  test('refuse what a window of another origin refuses', () => {
    const { top } = tab();
    expect(() => top.proxy.document).toThrow('cross-origin');
    expect(() => top.proxy[3]).toThrow('cross-origin');
    expect(() => 'opener' in top.proxy).toThrow('cross-origin');
    expect(top.proxy.length).toBe(3);
    top.vetoed = true;
    expect(() => top.proxy.length).toThrow('vetoed');
  });
});

describe('naming windows', () => {
  test('own path: top, a frame, a nested frame', () => {
    const { top, third, inner } = tab();
    expect(createWindows(top.proxy).own()).toBe('top');
    expect(createWindows(third.proxy).own()).toBe('top/2');
    expect(createWindows(inner[1].proxy).own()).toBe('top/1/1');
  });

  test('senders: oneself, the frames around, beside and below', () => {
    const { top, first, second, third, inner } = tab();
    const windows = createWindows(second.proxy);
    const names = [second, top, first, third, ...inner].map((one) => windows.nameOf(one.proxy));
    expect(names).toEqual(['self', 'top', 'top/0', 'top/2', 'top/1/0', 'top/1/1']);
  });

  test('when an earlier frame goes, the indexes shift, and nobody is confused', () => {
    const { first, second, third, inner } = tab();
    const windows = createWindows(third.proxy);
    const before = [windows.own(), windows.nameOf(second.proxy), windows.nameOf(inner[1].proxy)];
    expect(before).toEqual(['top/2', 'top/1', 'top/1/1']);
    first.remove();
    expect([windows.own(), windows.nameOf(second.proxy), windows.nameOf(inner[1].proxy)]).toEqual([
      'top/1',
      'top/0',
      'top/0/1',
    ]);
    inner[0].remove();
    expect(windows.nameOf(inner[1].proxy)).toBe('top/0/0');
  });

  test('a removed frame is unknown, and its place is given to the one that comes after it', () => {
    const { top, first, second, third } = tab();
    const windows = createWindows(first.proxy);
    expect(windows.nameOf(third.proxy)).toBe('top/2');
    third.remove();
    expect(windows.nameOf(third.proxy)).toBe('unknown');
    const added = top.add();
    expect(windows.nameOf(added.proxy)).toBe('top/2');
    expect(windows.nameOf(third.proxy)).toBe('unknown');
    second.remove();
    expect(windows.nameOf(added.proxy)).toBe('top/1');
  });

  test('quickly, a window that was in no list is not looked for again; otherwise it is', () => {
    const { top, first } = tab();
    const hidden = top.addHidden();
    const [windows, own] = [createWindows(top.proxy), createWindows(hidden.proxy)];
    expect([windows.nameOf(first.proxy, true), windows.nameOf(hidden.proxy, true), own.own(true)]).toEqual([
      'top/0',
      'unknown',
      'unknown',
    ]);
    top.frames.push(hidden);
    expect([windows.nameOf(hidden.proxy, true), own.own(true)]).toEqual(['unknown', 'unknown']);
    expect([windows.nameOf(hidden.proxy), own.own()]).toEqual(['top/3', 'top/3']);
    expect([windows.nameOf(hidden.proxy, true), own.own(true)]).toEqual(['top/3', 'top/3']);
  });

  test('a frame in a shadow root is in no list: unknown, to itself too; its target is still its parent', () => {
    const { top } = tab();
    const hidden = top.addHidden();
    expect(createWindows(top.proxy).nameOf(hidden.proxy)).toBe('unknown');
    const windows = createWindows(hidden.proxy);
    expect([windows.own(), windows.nameOf(top.proxy)]).toEqual(['unknown', 'top']);
    expect(windows.target()).toBe(top.proxy);
  });

  test('opener and popup', () => {
    const { second } = tab();
    const popup = new FakeWindow();
    popup.opener = second;
    const inPopup = createWindows(popup.proxy);
    expect([inPopup.own(), inPopup.nameOf(second.proxy)]).toEqual(['top', 'opener']);
    expect(createWindows(second.proxy).nameOf(popup.proxy)).toBe('popup');
    const { first, third } = tab();
    expect(createWindows(first.proxy).nameOf(popup.proxy)).toBe('unknown');
    // It is called so even where it has a place among the frames.
    first.opener = third;
    expect(createWindows(first.proxy).nameOf(third.proxy)).toBe('opener');
  });

  test('the target is the opener, else the parent, else nobody', () => {
    const { top, second } = tab();
    const popup = new FakeWindow();
    popup.opener = second;
    expect(createWindows(popup.proxy).target()).toBe(second.proxy);
    expect(createWindows(second.proxy).target()).toBe(top.proxy);
    second.opener = popup;
    expect(createWindows(second.proxy).target()).toBe(popup.proxy);
    expect(createWindows(top.proxy).target()).toBeNull();
  });

  test('while Firefox lets nobody look at the windows, each keeps the name that it had last', () => {
    const { top, first, second, third, inner } = tab();
    const windows = createWindows(third.proxy);
    const all = [top, first, second, third, ...inner];
    const around = [top, second, inner[1]];
    const names = () => [windows.own(), ...around.map((one) => windows.nameOf(one.proxy))];
    const before = ['top/2', 'top', 'top/1', 'top/1/1'];
    expect(names()).toEqual(before);
    for (const one of all) one.vetoed = true;
    expect(names()).toEqual(before);
    // Nobody can see it meanwhile.
    first.remove();
    expect(names()).toEqual(before);
    expect([windows.target() === top.proxy, windows.at('top/1'), windows.at('opener')]).toEqual([true, null, null]);
    for (const one of all) one.vetoed = false;
    expect(names()).toEqual(['top/1', 'top', 'top/0', 'top/0/1']);
  });

  test('one window that nobody may look at: those in it keep their names, and who had none is unknown', () => {
    const { second, third, inner } = tab();
    const windows = createWindows(third.proxy);
    const names = () => inner.map((one) => windows.nameOf(one.proxy));
    windows.nameOf(inner[1].proxy);
    second.vetoed = true;
    expect(names()).toEqual(['unknown', 'top/1/1']);
    second.vetoed = false;
    expect(names()).toEqual(['top/1/0', 'top/1/1']);
  });

  test('after its own removal a window keeps its own name, and naming others does not throw', () => {
    const { top, third } = tab();
    const windows = createWindows(third.proxy);
    expect(windows.own()).toBe('top/2');
    third.remove();
    expect(windows.own()).toBe('top/2');
    // No top is left to count from: what others are called then is nobody's business any more.
    expect(() => [windows.nameOf(top.proxy), windows.target(), windows.at('top/0')]).not.toThrow();
  });

  test('a path leads to the window that is there now', () => {
    const { top, first, second, third, inner } = tab();
    const windows = createWindows(third.proxy);
    const at = (path: string) => windows.at(path);
    expect([at('top') === top.proxy, at('top/1') === second.proxy, at('top/1/1') === inner[1].proxy]).toEqual([
      true,
      true,
      true,
    ]);
    first.remove();
    expect(at('top/0') === second.proxy).toBe(true);
    expect([at('top/2'), at('top/0/7'), at('top/0/0/0/0'), at(`top/${'9'.repeat(400)}`)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test.each(['', 'self', 'popup', 'unknown', 'top/', 'top/-1', 'top/a', 'top/0/constructor', 'xtop', 'top/0\n'])(
    'no path: %j',
    (path) => {
      const { first } = tab();
      expect(createWindows(first.proxy).at(path)).toBeNull();
    },
  );

  test('the opener has a path of its own', () => {
    const { first } = tab();
    expect(createWindows(first.proxy).at('opener')).toBeNull();
    const opener = new FakeWindow();
    first.opener = opener;
    expect(createWindows(first.proxy).at('opener')).toBe(opener.proxy);
  });

  test('trees without end, wide, deep or in a circle, are searched no further than 2,000 windows', () => {
    const stranger = new FakeWindow();
    let read = 0;
    /** A window with as many frames as it likes, each made when it is looked at. */
    const endless = (frames: number): Window => {
      const place: Window = new Proxy(Object.create(null), {
        get(_, key) {
          read += 1;
          if (key === 'length') return frames;
          return key === 'top' || key === 'parent' ? place : endless(frames);
        },
      });
      return place;
    };
    for (const frames of [1, 3, 1e9]) {
      read = 0;
      expect(createWindows(endless(frames)).nameOf(stranger.proxy)).toBe('unknown');
      expect(read).toBeLessThan(20_000);
    }
    const { top, first } = tab();
    first.frames.push(top, first);
    expect(createWindows(top.proxy).nameOf(stranger.proxy)).toBe('unknown');
    expect(createWindows(first.proxy).own()).toBe('top/0');
  });
});
