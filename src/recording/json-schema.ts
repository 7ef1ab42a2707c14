/** The published JSON schema of a recording's lines. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { documentFactSchemas, endSchema, entrySchema, headerSchema } from './schema.ts';

/** JSON Schema 2020-12 of one line. */
export function recordingJsonSchema(): object {
  const lines = { recording: headerSchema, ...documentFactSchemas, entry: entrySchema, end: endSchema };
  const defs = Object.fromEntries(
    Object.entries(lines).map(([what, schema]) => {
      const { $schema, ...body } = toJsonSchema(schema, { target: 'draft-2020-12', errorMode: 'ignore' });
      return [what, body];
    }),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A line of a recording of wwe-devtools',
    description:
      'A recording is a text file with one JSON value a line: a line "recording", lines of the other kinds, and a line "end". docs/recording.md explains it.',
    oneOf: Object.keys(defs).map((what) => ({ $ref: `#/$defs/${what}` })),
    $defs: defs,
  };
}
