/** Likely causes of a silence, the likeliest first. */

/** Renders them, numbered. */
export function Causes({ causes }: { readonly causes: readonly string[] }) {
  return (
    <ol class="causes">
      {causes.map((cause) => (
        <li key={cause}>{cause}</li>
      ))}
    </ol>
  );
}
