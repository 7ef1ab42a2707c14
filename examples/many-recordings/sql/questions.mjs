// @ts-check
/** The questions, as SQL. `entries` and `headers` are views over all files: see ask.mjs. */

/** The columns of a line (docs/recording.md). What a line does not have is null; what is not named here is not read. */
export const COLUMNS = {
  what: 'VARCHAR',
  document: 'VARCHAR',
  n: 'BIGINT',
  t: 'DOUBLE',
  sort: 'VARCHAR',
  kind: 'VARCHAR',
  name: 'VARCHAR',
  ref: 'VARCHAR',
  peer: 'VARCHAR',
  origin: 'VARCHAR',
  path: 'VARCHAR',
  body: 'JSON',
  tool: 'VARCHAR',
  made: 'VARCHAR',
  settings: 'JSON',
};

/** @type {Readonly<Record<string, string>>} */
export const QUESTIONS = {
  // A request is answered in the window that it came from (peer, path), under its id, and that id comes again after a reload:
  // so by the first answer after it.
  'Refused writes by key': `
    WITH asked AS (
      SELECT file, peer AS path, ref, t, unnest(json_keys(body, '$.parameters[1]')) AS key
      FROM entries WHERE sort = 'wire' AND kind = 'request' AND name = 'interaction.setUserData'
    ), answers AS (
      SELECT file, path, ref, t, kind FROM entries WHERE sort = 'wire' AND kind IN ('success', 'failure')
    )
    SELECT key, count(*) FILTER (answers.kind = 'failure') AS refused, count(*) AS writes
    FROM asked ASOF JOIN answers
      ON asked.file = answers.file AND asked.path = answers.path AND asked.ref = answers.ref AND asked.t <= answers.t
    GROUP BY key ORDER BY refused DESC, key`,

  // A state lasts until the interaction is told to be in another one. Several pages are told the same: once is enough.
  'Seconds in HELD by medium': `
    WITH told AS (
      SELECT DISTINCT file, t, body->>'$.data.interaction.interactionUUID' AS uuid,
        coalesce(body->>'$.data.interaction.media', 'voice') AS medium, body->>'$.data.interaction.state' AS state
      FROM entries WHERE sort = 'wire' AND kind = 'event' AND name = 'interaction' AND peer = 'top'
    ), changes AS (
      SELECT *, lead(t) OVER (PARTITION BY file, uuid ORDER BY t) AS until FROM told WHERE uuid IS NOT NULL
    )
    SELECT medium, round(sum(until - t) / 1000)::BIGINT AS seconds, count(DISTINCT file || uuid) AS interactions
    FROM changes WHERE state = 'HELD' GROUP BY medium ORDER BY seconds DESC`,

  'Blocks that no page lifted': `
    WITH marks AS (
      SELECT file, t, name, body->>'$.parameters[0]' AS id FROM entries
      WHERE sort = 'wire' AND kind = 'request' AND name IN ('interaction.blockMarkdone', 'interaction.unblockMarkdone')
    )
    SELECT headers.settings->>'$.scenario' AS scenario, count(*) AS never_lifted
    FROM marks AS block JOIN headers USING (file)
    WHERE block.name = 'interaction.blockMarkdone' AND NOT EXISTS (
      FROM marks AS lift WHERE lift.file = block.file AND lift.id = block.id AND lift.t >= block.t
        AND lift.name = 'interaction.unblockMarkdone')
    GROUP BY scenario ORDER BY never_lifted DESC, scenario`,

  // A note of the probe is a list: kind, time, client, handler, event, how long it ran, what it threw.
  'Handlers that threw': `
    SELECT body->>'$[4]' AS event, body->>'$[6]' AS threw, count(*) AS times, count(DISTINCT file) AS recordings
    FROM entries WHERE sort = 'probe' AND kind = 'handled' AND (body->>'$[6]') IS NOT NULL
    GROUP BY event, threw ORDER BY times DESC, event`,
};
