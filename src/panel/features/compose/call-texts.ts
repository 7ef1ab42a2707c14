/** Compose in words. Pure. */
import type { SessionInteraction } from '../../../session/model.ts';
import { callText } from '../../shared/call-text.ts';
import { mediumOf, whoOf } from '../../stores/interaction-texts.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { printLiteral } from '../../values/literal/literal-print.ts';
import { placeOf } from '../../values/literal/literal-problem.ts';
import type { DraftProblem } from './draft.ts';

/** What is wrong and what to do about it. */
export function problemText({ is, what }: DraftProblem): string {
  return t(`compose_problem_${is}`, what);
}

/** Where in a text something is wrong; empty for a text of one line that is wrong as a whole. */
export function placeText(text: string, { from, to }: DraftProblem): string {
  if (from === 0 && to === 0) return '';
  const { line, column } = placeOf(text, from);
  return text.includes('\n') ? t('compose_place_line', line, column) : t('compose_place', column);
}

/** Who an interaction is with and how it stands: `voice · Robin · TALKING`. */
export function interactionText(one: SessionInteraction): string {
  const state = one.ended ? t('compose_ended') : one.state;
  return pageText([mediumOf(one), whoOf(one), state].filter(Boolean).join(' · ').slice(0, 120));
}

/** What is offered to be chosen is no longer than this, in characters: it could be neither shown nor told apart. */
const LONGEST_CHOICE = 1_000;

/** Whether a text of a page, an id or a key, is offered to be chosen. */
export function isChoice(text: string): boolean {
  return text.length <= LONGEST_CHOICE;
}

/** The call as a page would write it, tokens masked. */
export function pageCall(service: string, parameters: unknown): string {
  if (parameters === undefined || Array.isArray(parameters)) return callText(service, parameters);
  const message = printLiteral({ request: service, parameters }, { tokens: 'mask' });
  return `genesys.wwe.service.sendMessage(${message}, console.log, console.error);`;
}
