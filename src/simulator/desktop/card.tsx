/** A card with names and values. */

/** Characters from which a value takes a line of its own. */
const LONG = 14;

/** Name and value. */
export type Row = readonly [name: string, value: string];

/** The card. */
export function Card({ name, rows }: { name: string; rows: readonly Row[] }) {
  return (
    <section class="card" aria-label={name}>
      <h2>{name}</h2>
      <dl>
        {rows.map(([key, value]) => (
          <div key={key} class={value.length > LONG ? 'long' : ''}>
            <dt title={key}>{key}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
