/** The demo page does what a scenario of the simulator says: any other page ignores these messages. */
import type { WwePage } from './page.ts';

/** A call that a scenario asks for. */
export interface ScenarioCall {
  /** `namespace.method` */
  readonly call: string;
  readonly parameters: readonly unknown[];
}

/** What is needed of the window. */
export interface CalledWindow {
  readonly parent: unknown;
  readonly opener: unknown;
  addEventListener(
    type: 'message',
    listener: (event: MessageEvent<unknown>) => void,
    options: { readonly signal: AbortSignal },
  ): void;
}

/** Reads `{wweSimulatorPage: {call, parameters}}`; null for anything else. */
export function readScenarioCall(data: unknown): ScenarioCall | null {
  const asked = field(data, 'wweSimulatorPage');
  const [call, parameters = []] = [field(asked, 'call'), field(asked, 'parameters')];
  return typeof call === 'string' && Array.isArray(parameters) ? { call, parameters } : null;
}

/**
 * Calls through the page's own client what the window around this one, or its opener, asks for; nobody else is heard.
 * A method that the client has not is told in the page's list of failures.
 */
export function obeyScenario(win: CalledWindow, page: Pick<WwePage, 'call' | 'answers'>, signal: AbortSignal): void {
  const listen = ({ source, data }: MessageEvent<unknown>): void => {
    // A page by itself is its own parent, and hears its own messages.
    const known = source !== null && source !== win && (source === win.parent || source === win.opener);
    const asked = known ? readScenarioCall(data) : null;
    if (asked === null) return;
    page.call(asked.call, ...asked.parameters).catch((error: unknown) => {
      page.answers.push({ at: Date.now(), call: asked.call, ok: false, value: String(error) });
    });
  };
  win.addEventListener('message', listen, { signal });
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
