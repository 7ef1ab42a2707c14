/** Messages that are too much: too long, too deep, too many, endless. */

/** Posts them from WWE's window to its first client, as user data of interactions; runs in WWE's window. @returns names of those that could be posted */
export function postGiants({ size, only }: { size: number; only?: string }): readonly string[] {
  const nested = (depth: number) => {
    let value: unknown = 'bottom';
    for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { in: value };
    return value;
  };
  const cycle: Record<string, unknown> = { map: new Map(), set: new Set() };
  Object(cycle.map).set(cycle, cycle);
  Object(cycle.set).add(cycle);
  cycle.self = [cycle, { cycle }];
  const sparse: unknown[] = [];
  sparse.length = 4_294_967_295;
  sparse[4_294_967_290] = 'far';
  const keys: Record<string, unknown> = {};
  for (let n = 0; n < size / 64; n += 1) keys[`key ${n}`] = n;
  const shared = { text: 'y'.repeat(size / 1_000) };
  const giants: Record<string, () => unknown> = {
    text: () => 'x'.repeat(size),
    'text that JSON escapes': () => '\u0000'.repeat(size / 8),
    surrogates: () => '\ud800'.repeat(size / 8),
    bytes: () => new Uint8Array(size),
    'deep 1,000': () => nested(1_000),
    'deep 100,000': () => nested(100_000),
    cycle: () => cycle,
    sparse: () => sparse,
    list: () => Array.from({ length: size / 64 }, (_, n) => n),
    keys: () => keys,
    'one object ten thousand times': () => new Array(10_000).fill(shared),
    // Firefox makes none of more than a million digits.
    'a number of many digits': () => 2n ** BigInt(Math.min(size / 64, 1_000_000)),
    map: () => new Map(Array.from({ length: size / 640 }, (_, n) => [{ n }, [n]])),
    file: () => new File(['x'], '<img src=x>.html', { type: 'text/html' }),
    'key of a megabyte': () => ({ ['k'.repeat(1_000_000)]: 1 }),
    'long pattern': () => /(a+)+$/,
    'wrong date': () => new Date(Number.NaN),
    error: () => Object.assign(new Error('e'.repeat(size / 64)), { stack: 's'.repeat(size / 64) }),
  };
  const posted: string[] = [];
  const stamp = { userAgent: 'WWE Server', protocolVersion: 2, event: 'interaction' };
  for (const [name, make] of Object.entries(giants)) {
    if (only !== undefined && name !== only) continue;
    const interaction = {
      interactionId: name,
      state: 'TALKING',
      media: 'voice',
      caseId: name,
      userData: { value: make() },
    };
    try {
      window.wweSimulator?.postRaw(0, { ...stamp, data: { eventType: 'ADDED', interaction } });
      posted.push(name);
    } catch {
      // The browser itself refuses: this deep it cannot go.
    }
  }
  return posted;
}

/** Posts messages that are long where names and ids are; runs in WWE's window. */
export function postLongNames(length: number): void {
  const long = 'i'.repeat(length);
  const stamp = { userAgent: 'WWE Server', protocolVersion: 2 };
  const interaction = {
    interactionId: long,
    interactionUUID: long,
    caseId: long,
    state: long,
    media: long,
    userData: { a: 1 },
    parties: [{ name: long }],
  };
  for (const message of [
    { event: 'interaction', data: { eventType: long, interaction } },
    { event: long, data: long },
    { referenceId: long, errorMessage: long },
    { referenceId: long, data: long },
    { frameId: long },
    { event: 'markdone', data: { interactionId: long } },
  ])
    window.wweSimulator?.postRaw(0, { ...stamp, ...message });
  window.wweSimulator?.postRaw(0, `wwe${long}`);
}

/** What a flood was, as the page knows it. */
export interface Flooded {
  /** Messages that the page's own listener heard. */
  readonly heard: number;
  readonly handled: number;
  readonly ms: number;
}

/** A child frame floods the client page with what looks like WWE's, as fast as it can; runs in a client page. */
export async function flood(count: number): Promise<Flooded> {
  const service = Object(Reflect.get(window, 'service'));
  let handled = 0;
  await new Promise((resolve) => service.agent.get(resolve, resolve));
  service.subscribe('flood', () => {
    handled += 1;
  });
  await new Promise((resolve) => service.agent.get(resolve, resolve));
  let heard = 0;
  const began = performance.now();
  await new Promise<void>((resolve) => {
    window.addEventListener('message', ({ data }) => {
      if (Object(data).event === 'flood') heard += 1;
      else if (data === 'flood is over') resolve();
    });
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>
      for (let n = 0; n < ${count}; n += 1) parent.postMessage({ event: 'flood', data: { n }, userAgent: 'WWE Server', protocolVersion: 2 }, '*');
      parent.postMessage('flood is over', '*');
    </script>`;
    document.body.append(frame);
  });
  return { heard, handled, ms: Math.round(performance.now() - began) };
}
