import { afterEach, expect, test, vi } from 'vitest';
import { openInTab, takeRecording } from './hand-over.ts';

const pressed = vi.hoisted((): string[] => []);
vi.mock('./press-link.ts', () => ({ pressLink: (address: string) => void pressed.push(address) }));
const abort = new AbortController();
afterEach(() => abort.abort());

test('a session on the disk comes, by its id, to the tab that was opened for it, and to no other one', async () => {
  openInTab({ saved: 7 }, 'viewer.html');
  const [address = ''] = pressed;
  const [taken, other] = [vi.fn(), vi.fn()];
  takeRecording('another', other, abort.signal);
  takeRecording(address.split('#')[1] ?? '', taken, abort.signal);
  await vi.waitFor(() => expect(taken).toHaveBeenCalledExactlyOnceWith({ saved: 7 }));
  expect(other).not.toHaveBeenCalled();
});
