/** A heap: what comes first is at hand, however many there are. Each step costs the logarithm of their number. */
export interface Heap<T> {
  push(value: T): void;
  /** Without taking it. */
  first(): T | undefined;
  take(): T | undefined;
}

/** Makes an empty heap; `before(a, b)` tells whether a comes first. */
export function createHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const tree: T[] = [];
  /** Lets the value at a place go down until nothing below comes before it. */
  const sink = (value: T, from: number): void => {
    let place = from;
    for (;;) {
      const left = tree[2 * place + 1];
      if (left === undefined) break;
      const right = tree[2 * place + 2];
      const rightFirst = right !== undefined && before(right, left);
      const below = rightFirst ? right : left;
      if (!before(below, value)) break;
      tree[place] = below;
      place = 2 * place + (rightFirst ? 2 : 1);
    }
    tree[place] = value;
  };
  return {
    push(value) {
      let place = tree.length;
      while (place > 0) {
        const above = tree[(place - 1) >> 1];
        if (above === undefined || !before(value, above)) break;
        tree[place] = above;
        place = (place - 1) >> 1;
      }
      tree[place] = value;
    },
    first: () => tree[0],
    take() {
      const first = tree[0];
      const last = tree.pop();
      if (last !== undefined && tree.length > 0) sink(last, 0);
      return first;
    },
  };
}
