/**
 * The fields of an answer, in the forms that the settings choose (docs/protocol.md#success-and-failure,
 * docs/protocol.md#message-shapes, docs/protocol.md#unknown-error-answers,
 * docs/protocol.md#unknown-answers-without-result).
 */
import type { Outcome } from '../services/service-types.ts';
import type { NextAnswer, Settings } from '../settings/settings.ts';

/** The forms. */
export interface Forms {
  /** A method's success without result. */
  nothing(): object;
  failure(text: unknown): object;
  /** An answer's own fields; null: no answer. */
  of(outcome: Outcome): object | null;
  /** A failure that the settings order for this request of a service; null: it is to be carried out. */
  ordered(service: string): object | null;
}

/** No list of WWE's codes is public: ours has one. */
const ERROR_CODE = 1;

/** Makes them. */
export function createForms(settings: () => Settings): Forms {
  /** How often each of the setting's members was used; a new list starts anew. */
  const used = new WeakMap<NextAnswer, number>();
  const failure = (errorMessage: unknown): object => {
    const form = settings().errorForm;
    if (form === 'code') return { errorMessage, errorCode: ERROR_CODE };
    return form === 'data' ? { errorMessage, data: { errorCode: ERROR_CODE } } : { errorMessage };
  };
  const nothing = (): object => {
    const form = settings().voidAnswer;
    if (form === 'absent') return {};
    return { data: form === 'null' ? null : form === 'true' ? true : {} };
  };
  return {
    nothing,
    failure,
    of(outcome) {
      if (outcome.is === 'data') return { data: outcome.data };
      if (outcome.is === 'void') return nothing();
      if (outcome.is === 'bare') return {};
      return outcome.is === 'error' ? failure(outcome.text) : null;
    },
    ordered(service) {
      for (const next of settings().nextAnswers) {
        const times = used.get(next) ?? 0;
        if ((next.service !== '*' && next.service !== service) || times >= next.times) continue;
        used.set(next, times + 1);
        return failure(next.errorMessage);
      }
      const { errorTexts } = settings();
      return Object.hasOwn(errorTexts, service) ? failure(errorTexts[service]) : null;
    },
  };
}
