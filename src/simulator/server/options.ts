/** What the simulator is started with, read and checked: every mistake is told in words. */

import { readScenario } from '../core/scenario/read.ts';
import type { Scenario } from '../core/scenario/scenario-types.ts';
import { didYouMean } from '../core/settings/nearest.ts';
import { DEFAULT_SETTINGS } from '../core/settings/settings.ts';
import { applySettings } from '../core/settings/settings-patch.ts';
import { isSpeed, LEAST_SPEED, MOST_SPEED } from '../desktop/clock.ts';
import { MOST_CLIENTS } from '../desktop/query.ts';
import { LIBRARY } from '../scenarios/library.ts';

/** What a desktop starts with, unless its address says otherwise. */
export interface StartOptions {
  /** The page to embed instead of our own: an http(s) URL. */
  readonly page?: string;
  /** A scenario to play: a name of the library, or a scenario itself. */
  readonly scenario?: string | Scenario;
  /** Some of the settings, by name. */
  readonly settings?: unknown;
  /** How fast WWE's time runs. Default 1. */
  readonly speed?: number;
  /** Client frames. Default: the scenario's, else 1. */
  readonly clients?: number;
}

/** The same, checked. */
export interface Start {
  readonly page: string | null;
  readonly scenario: string | Scenario | null;
  readonly settings: unknown;
  readonly speed: number | null;
  readonly clients: number | null;
}

/** Checks the options. Throws TypeError, in words, for the first that is wrong. */
export function readStart({ page, scenario, settings, speed, clients }: StartOptions): Start {
  return {
    page: page === undefined ? null : readPageUrl(page),
    scenario: scenario === undefined ? null : checkedScenario(scenario),
    settings: settings === undefined ? null : checkedSettings(settings),
    speed: speed === undefined ? null : checkedSpeed(speed),
    clients: clients === undefined ? null : checkedClients(clients),
  };
}

/** The URL of a page to embed, normalised. Throws TypeError in words when it is none. */
export function readPageUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TypeError(`"${text}" is not the address of a page. It must begin with http:// or https://`);
  }
  return url.href;
}

/** Why there is no scenario of that name; null: there is. */
export function scenarioProblem(name: string): string | null {
  if (Object.hasOwn(LIBRARY, name)) return null;
  const names = Object.keys(LIBRARY);
  const nearest = didYouMean(name, names);
  return nearest === ''
    ? `There is no scenario "${name}". There are: ${names.join(', ')}.`
    : `There is no scenario "${name}"${nearest}`;
}

function checkedScenario(scenario: string | Scenario): string | Scenario {
  if (typeof scenario === 'string') {
    const problem = scenarioProblem(scenario);
    if (problem !== null) throw new TypeError(problem);
    return scenario;
  }
  const read = readScenario(scenario);
  if (read.ok) return read.scenario;
  const problems = read.problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  throw new TypeError(`The scenario cannot be played.\n${problems.join('\n')}`);
}

function checkedSettings(patch: unknown): unknown {
  const result = applySettings(DEFAULT_SETTINGS, patch);
  if (!result.ok) throw new TypeError(result.problems.join('\n'));
  return patch;
}

function checkedSpeed(speed: number): number {
  if (isSpeed(speed)) return speed;
  throw new TypeError(`The speed must be a number from ${LEAST_SPEED} to ${MOST_SPEED}, not ${speed}.`);
}

function checkedClients(clients: number): number {
  if (Number.isInteger(clients) && clients >= 0 && clients <= MOST_CLIENTS) return clients;
  throw new TypeError(`The number of client frames must be from 0 to ${MOST_CLIENTS}, not ${clients}.`);
}
