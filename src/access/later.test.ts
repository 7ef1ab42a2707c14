import { expect, test, vi } from 'vitest';
import type { AccessTransport } from './access-transport.ts';
import { accessLater } from './later.ts';

function transport(): AccessTransport {
  return {
    fixed: null,
    grants: async () => [{ pattern: 'https://a.example/*', since: null }],
    documents: async () => ['https://a.example/'],
    ask: async () => 'granted',
    withdraw: vi.fn(async () => {}),
    hear: vi.fn(),
  };
}

test('asks what is loaded, as soon as it is there', async () => {
  const own = transport();
  let come: (loaded: AccessTransport) => void = () => {};
  const loading = new Promise<AccessTransport>((resolve) => {
    come = resolve;
  });
  const access = accessLater(null, () => loading);
  const [grants, documents, asked] = [access.grants(), access.documents(), access.ask(['https://a.example'])];
  const { signal } = new AbortController();
  const [onGrants, onDocuments] = [vi.fn(), vi.fn()];
  access.hear(onGrants, onDocuments, signal);
  expect(own.hear).not.toHaveBeenCalled();
  come(own);
  expect(await grants).toEqual([{ pattern: 'https://a.example/*', since: null }]);
  expect([await documents, await asked]).toEqual([['https://a.example/'], 'granted']);
  expect(own.hear).toHaveBeenCalledWith(onGrants, onDocuments, signal);
  await access.withdraw('https://a.example/*');
  expect(own.withdraw).toHaveBeenCalledWith('https://a.example/*');
});

test('a panel that was closed meanwhile hears nothing', async () => {
  const own = transport();
  const access = accessLater(null, async () => own);
  const closed = new AbortController();
  access.hear(vi.fn(), vi.fn(), closed.signal);
  closed.abort();
  await access.grants();
  expect(own.hear).not.toHaveBeenCalled();
});

test('where it cannot be loaded, whoever asks is told', async () => {
  const access = accessLater(['https://a.example/*'], async () => {
    throw new Error('gone');
  });
  access.hear(vi.fn(), vi.fn(), new AbortController().signal);
  expect(access.fixed).toEqual(['https://a.example/*']);
  await expect(access.grants()).rejects.toThrow('gone');
});
