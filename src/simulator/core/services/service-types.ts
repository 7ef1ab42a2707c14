/** What a service is: a request in hand goes in, what becomes of it comes out. */

/** What became of a request. `bare`: a success without a `data` key. `later`: the answer comes when it comes. */
export type Outcome =
  | { readonly is: 'data'; readonly data: unknown }
  | { readonly is: 'void' }
  | { readonly is: 'bare' }
  | { readonly is: 'error'; readonly text: unknown }
  | { readonly is: 'silence' }
  | { readonly is: 'later' };

/** A request in hand. Its parameters are hostile until read. */
export interface Call {
  readonly parameters: readonly unknown[];
  readonly frame: string;
  /** For `later`: answers when the time has come. */
  readonly answer: (outcome: Outcome) => void;
}

/** Carries out a request. Never throws, whatever the parameters are. */
export type Service = (call: Call) => Outcome;

/** Services by their full names. */
export type ServiceTable = Readonly<Record<string, Service>>;

/** Success of a method without result. */
export const VOID: Outcome = { is: 'void' };

/** Success with a result. */
export function data(value: unknown): Outcome {
  return { is: 'data', data: value };
}

/** Failure. The texts are ours: no real one is public (docs/protocol.md#message-shapes). */
export function error(text: string): Outcome {
  return { is: 'error', text };
}

/** `null` is success, a text is the failure's words. */
export function outcomeOf(problem: string | null): Outcome {
  return problem === null ? VOID : error(problem);
}
