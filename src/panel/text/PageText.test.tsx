// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { useStage } from '../testdata/stage.ts';
import { PageText, pageText } from './PageText.tsx';
import { UnseenInControl } from './UnseenInControl.tsx';

const stage = useStage();

function marksIn(text: string, spaces?: 'all' | 'ends' | 'none'): readonly (string | null)[] {
  act(() => render(<PageText text={text} {...(spaces && { spaces })} />, stage.root));
  return [...stage.root.querySelectorAll('.unseen')].map((mark) => mark.getAttribute('data-name'));
}

describe('a text of a page', () => {
  it('has the name of what cannot be seen beside it, and stays the text itself', () => {
    const text = '\u202ea\u200b\u200bb  c\0';
    expect(marksIn(text)).toEqual(['U+202E', 'U+200B ×2', 'SPACE ×2', 'NUL']);
    expect(stage.root.textContent).toBe(text);
    expect(stage.root.querySelector('bdi')?.textContent).toBe(text);
  });

  it('is said to be empty, and is nothing when it is copied', () => {
    expect(marksIn('')).toEqual(['empty']);
    expect(stage.root.textContent).toBe('');
    expect(pageText('')).toBe('⟨empty⟩');
  });

  it('has its tokens masked, unless somebody asked to see them', () => {
    const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';
    act(() => render(<PageText text={`call ${jwt} back`} />, stage.root));
    expect(stage.root.textContent).toBe('call eyJ•••••••• back');
    expect(pageText(`call ${jwt} back`)).toBe('call eyJ•••••••• back');
    act(() => render(<PageText text={jwt} tokens="shown" />, stage.root));
    expect(stage.root.textContent).toBe(jwt);
  });

  it('in quotes runs from left to right, whatever stands in it', () => {
    expect(marksIn('{"שלום": "\u200b"}', 'none')).toEqual(['U+200B']);
    expect(stage.root.querySelector('bdi')?.dir).toBe('ltr');
  });

  it('with too many marks is cut there, and copied whole', () => {
    const text = '\u200ba'.repeat(5_000);
    expect(marksIn(text)).toHaveLength(201);
    expect(marksIn(text).at(-1)).toBe('… 9,600 more characters');
    expect(stage.root.textContent).toBe(text);
  });
});

it('what is typed and cannot be seen is shown below its control', () => {
  const draw = (text: string) => act(() => render(<UnseenInControl text={text} id="below" />, stage.root));
  draw('typed ');
  expect(stage.root.textContent).toBe('');
  draw('ty\u200bped');
  expect(stage.root.querySelector('#below .unseen')?.getAttribute('data-name')).toBe('U+200B');
});
