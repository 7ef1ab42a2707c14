import { readFile } from 'node:fs/promises';
import { createHeader, writeRecording } from 'wwe-devtools/recording';
import { recordScenario, reportOf, type Scenario, startSimulator } from 'wwe-devtools/simulator';
import { expect, test } from './support.ts';

/** What the simulator's own page subscribes to. */
const subscribe = ['agent', 'interaction', 'markdone'];

const DAY: Scenario = {
  title: 'A short day',
  about: 'A call. The page asks who the agent is.',
  actors: { maria: { name: 'Maria Muster', phone: '+15550117' } },
  steps: [
    { do: 'arrive', as: 'call', from: 'maria' },
    { after: '1s', do: 'answer', on: 'call' },
    { after: '1s', do: 'page', call: 'agent.get' },
    { after: '50s', do: 'release', on: 'call' },
    { after: '2s', do: 'done', on: 'call' },
  ],
};

test('a recording is played to a page in place of WWE, reported, and saved as a scenario', async ({ page }) => {
  const { facts } = recordScenario(DAY, { subscribe });
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeRecording(createHeader({}), facts, { gzip: true })) chunks.push(chunk);
  const simulator = await startSimulator({ port: 0, recording: chunks, recordingSpeed: 'max' });
  await page.goto(simulator.url);
  const client = page.frameLocator('iframe');
  await expect(client.getByText('interaction ESTABLISHED 1 TALKING')).toBeVisible();
  // Nobody asks for the agent here: after a while the rest comes all the same.
  await expect(client.getByText('interaction REMOVED 1 IDLE')).toBeVisible();
  const state = await simulator.replayed();
  expect(state).toMatchObject({ matched: 1, requests: 2, missing: [{ words: 'agent.get()' }], unmatchedCount: 0 });
  expect(reportOf(state)[0]).toContain('1 of 2 requests made again');
  await expect(page.getByRole('region', { name: 'Missing' })).toContainText('agent.get()');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as scenario' }).click();
  const scenario: unknown = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  await simulator.close();

  expect(scenario).toMatchObject({
    actors: { person1: { name: 'Maria Muster', phone: '+15550117' } },
    steps: [
      { at: '0:00', do: 'arrive', as: 'call-1', from: 'person1' },
      { at: '0:01', do: 'answer', on: 'call-1' },
      { at: '0:02', do: 'page', call: 'agent.get' },
      { at: '0:52', do: 'release', on: 'call-1' },
      { at: '0:54', do: 'done', on: 'call-1' },
    ],
  });
});
