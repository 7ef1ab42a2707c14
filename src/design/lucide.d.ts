/** The modules of Lucide's icons, which the package has no types for: each exports what its entry does by name. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  import type { IconNode } from 'lucide';

  const icon: IconNode;
  export default icon;
}
