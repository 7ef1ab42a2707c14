import { expect, it } from 'vitest';
import { isCaseEventType } from './case-events.ts';
import { EVENT_TYPES } from './events.ts';
import { isRecord } from './kind.ts';
import { isServiceName, SERVICE_NAMES, SERVICES, serviceOf } from './services.ts';
import { examples } from './testdata/load.ts';

it('knows every service of the example requests, with as many parameters', () => {
  for (const { name, data } of examples('requests')) {
    if (!isRecord(data) || typeof data.request !== 'string') continue;
    const service = serviceOf(data.request);
    expect(service, name).not.toBeNull();
    const sent = Array.isArray(data.parameters) ? data.parameters.length : 0;
    expect(service?.parameters?.length, name).toBe(sent);
  }
});

it('has every method of every namespace', () => {
  const counts: Record<string, number> = {};
  for (const name of SERVICE_NAMES) {
    const namespace = name.split('.')[0] ?? '';
    counts[namespace] = (counts[namespace] ?? 0) + 1;
  }
  expect(counts).toEqual({
    interaction: 19,
    agent: 4,
    media: 3,
    voice: 10,
    email: 1,
    outbound: 17,
    system: 15,
    sipEndpoint: 6,
    messenger: 1,
    configuration: 2,
    auth: 2,
  });
});

it('says what the client library has no method for, and what ends contacts', () => {
  expect(SERVICE_NAMES.filter((name) => !SERVICES[name].inClient)).toEqual([
    'interaction.getByBundleId',
    'interaction.getByCaseId',
    'interaction.attachUserData',
    'interaction.updateUserData',
    'configuration.getContextualOption',
    'auth.getPureCloudToken',
  ]);
  expect(SERVICES['interaction.markdone'].danger).toBe('ends');
  expect(SERVICES['interaction.getInteractions'].danger).toBe('none');
  expect(isServiceName('constructor')).toBe(false);
  expect(serviceOf('__proto__')).toBeNull();
});

it('knows the event types of the example events', () => {
  for (const { name, data } of examples('events')) {
    const payload = isRecord(data) && isRecord(data.data) ? data.data : {};
    const type = payload.eventType;
    if (typeof type !== 'string' || type === 'USER_DATA_UPDATED') continue;
    expect(Object.keys(EVENT_TYPES), name).toContain(type);
    expect(isCaseEventType(type), name).toBe(payload.selectedCaseId !== undefined);
  }
});
