/** What the catalogue says of one service, and the words it is written in. Types and builders only. */

/**
 * Where a fact comes from, the reference's tags shortened (docs/protocol.md#source-tags): `seed` and `docs` are
 * Genesys's own words, `client` was read in the client library, `sample` in its sample pages; `inferred` is a
 * well-founded guess.
 */
export type Sure = 'seed' | 'docs' | 'client' | 'sample' | 'inferred' | 'unknown';

/**
 * What a call can do to the agent's work:
 * `none` reads, or shows something of the page's own; `writes` changes data or a state; `changes` begins or changes a
 * contact with a customer; `ends` ends or refuses one.
 */
export type Danger = 'none' | 'writes' | 'changes' | 'ends';

/** One parameter of a service, in the order of `parameters`. */
export interface Parameter {
  readonly name: string;
  /** The type in words, for people: `string`, `object {key: value}`, `string or string[]`. */
  readonly type: string;
  /** It may be left out, or null. */
  readonly optional: boolean;
}

/** One service of WWE (docs/protocol.md#services). */
export interface Service {
  /** `null` when the parameters are unknown. An empty list means that the request has no `parameters` key. */
  readonly parameters: readonly Parameter[] | null;
  /** What the answer's `data` holds, in words; `unknown` where nobody documented it. */
  readonly answer: string;
  /** How sure name and parameters are. */
  readonly sure: Sure;
  /** How sure the form of the answer is. */
  readonly answerSure: Sure;
  /** The client library has a method for it. */
  readonly inClient: boolean;
  readonly danger: Danger;
}

/** A required parameter. */
export function need(name: string, type = 'string'): Parameter {
  return { name, type, optional: false };
}

/** A parameter that may be left out or null. */
export function may(name: string, type = 'string'): Parameter {
  return { name, type, optional: true };
}

/** A service of the client library. `answer` is `[words, how sure]`; left out, it is unknown. */
export function service(
  sure: Sure,
  danger: Danger,
  parameters: readonly Parameter[],
  answer: readonly [string, Sure] = ['unknown', 'unknown'],
): Service {
  return { parameters, answer: answer[0], sure, answerSure: answer[1], inClient: true, danger };
}

/** A service that is named somewhere, but for which the client library has no method. */
export function withoutClient(
  sure: Sure,
  danger: Danger,
  parameters: readonly Parameter[] | null,
  answer: readonly [string, Sure] = ['unknown', 'unknown'],
): Service {
  return { parameters, answer: answer[0], sure, answerSure: answer[1], inClient: false, danger };
}
