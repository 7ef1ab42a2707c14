import { expect, test, vi } from 'vitest';
import { forgetEverywhere, forgetHere } from './forgetting.ts';

function parts(tells: boolean) {
  const done: string[] = [];
  const step = (name: string) => vi.fn(async () => void done.push(name));
  const restart = vi.fn((at: number) => void done.push(`restart ${at}`));
  const tell = async () => {
    done.push('tell');
    return tells;
  };
  return { done, parts: { tell, endWriting: step('end'), clearStorage: step('clear'), restart, now: () => 7 } };
}

test('all are told first; then nothing is written any more, storage is emptied, and the panel begins anew', async () => {
  const { done, parts: given } = parts(true);
  expect(await forgetEverywhere(given)).toBe(true);
  expect(done).toEqual(['tell', 'end', 'clear', 'restart 7']);
});

test('nothing is forgotten where nobody could be told', async () => {
  const { done, parts: given } = parts(false);
  expect(await forgetEverywhere(given)).toBe(false);
  expect(done).toEqual(['tell']);
});

test('on another panel’s word nobody is told again; a storage that refuses keeps the panel as it is', async () => {
  const { done, parts: given } = parts(true);
  await forgetHere(given);
  expect(done).toEqual(['end', 'clear', 'restart 7']);
  const refusing = { ...given, clearStorage: () => Promise.reject(new Error('full')), restart: vi.fn() };
  await expect(forgetHere(refusing)).rejects.toThrow('full');
  expect(refusing.restart).not.toHaveBeenCalled();
});
