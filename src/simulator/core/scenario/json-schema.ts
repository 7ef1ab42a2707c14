/** The published JSON schema of scenario files: the same shape that `readScenario` reads, with words for editors. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { INTERACTION_STATES } from '../../../protocol/states.ts';
import { isRecord } from '../settings/is-record.ts';
import { settingsJsonSchema } from '../settings/json-schema.ts';
import { scenarioSchema } from './schema.ts';
import { TIME_PATTERN } from './times.ts';

/** JSON Schema 2020-12 of a scenario's JSON file. */
export function scenarioJsonSchema(): object {
  const { $schema, ...body } = toJsonSchema(scenarioSchema, { target: 'draft-2020-12', errorMode: 'ignore' });
  const filled = fill(body);
  if (!isRecord(filled)) throw new TypeError('The schema of a scenario is no object.');
  const { $schema: _, ...settings } = { $schema: undefined, ...settingsJsonSchema() };
  return {
    $schema,
    title: 'Scenario of the WWE simulator',
    description: 'Who calls, chats and writes, what the agent does and what WWE answers.',
    ...filled,
    $defs: {
      time: {
        description: 'ms, or a text such as 1:20 (min:s), 1:02:03, 2.5s, 300ms, 5min, 1h.',
        anyOf: [
          { type: 'number', minimum: 0 },
          { type: 'string', pattern: TIME_PATTERN },
        ],
      },
      state: { enum: INTERACTION_STATES },
      settings,
    },
  };
}

/** Puts in what the shape marks: the marks are for things that are checked by functions. */
function fill(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(fill);
  if (!isRecord(schema)) return schema;
  const { is, ...rest } = schema;
  const filled = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, fill(value)]));
  if (is === 'record') return { type: 'object', ...filled };
  return typeof is === 'string' ? { $ref: `#/$defs/${is}`, ...filled } : filled;
}
