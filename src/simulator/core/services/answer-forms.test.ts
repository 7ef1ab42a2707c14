import { describe, expect, it } from 'vitest';
import { METHODS } from '../../client/methods.ts';
import { createHarness } from '../testdata/harness.ts';
import { ANSWER_FORMS } from './answer-forms.ts';

const METHOD_NAMES = Object.entries(METHODS).flatMap(([namespace, methods]) =>
  Object.keys(methods).map((method) => `${namespace}.${method}`),
);
/** Documented, or called by the public sample, but without a method in the client library. */
const WITHOUT_METHOD = ['configuration.getContextualOption', 'auth.getPureCloudToken'];

const implemented = (): readonly unknown[] => {
  const { request, answer } = createHarness();
  const names = answer(request('system.getAllowedServices'))?.data;
  return Array.isArray(names) ? names : [];
};

describe('every service', () => {
  it('of the client library is implemented, and so are the two without a method; no other is', () => {
    expect([...implemented()].sort()).toEqual([...METHOD_NAMES, ...WITHOUT_METHOD].sort());
  });
  it('has a form, and no form is of a service that is not there', () => {
    expect(Object.keys(ANSWER_FORMS).sort()).toEqual([...implemented()].sort());
  });
  it.each(Object.entries(ANSWER_FORMS))('%s has its form in one sentence', (_, { form }) => {
    expect(form).toMatch(/^[A-Zt].{8,158}\.$/);
  });
  it('is answered, or known to nobody', () => {
    const { request, answer } = createHarness();
    for (const name of implemented()) expect(answer(request(String(name))), String(name)).toBeDefined();
    for (const name of ['getByBundleId', 'getByCaseId', 'attachUserData', 'updateUserData']) {
      expect(answer(request(`interaction.${name}`, ['1']))?.errorMessage).toBe(`Unknown service: interaction.${name}`);
    }
  });
});
