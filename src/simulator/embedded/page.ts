/** The demo page's business: subscribes, logs what it hears, and blocks mark-done while its form is not saved. */
import { type Signal, signal } from '@preact/signals';
import { isRecord } from '../core/settings/is-record.ts';
import { callService, type PageService } from './service.ts';

/** A handler call with its argument, cloned at once. */
export interface HandlerCall {
  /** ms since the epoch. */
  readonly at: number;
  readonly event: string;
  readonly message: unknown;
}

/** What became of a call. */
export interface CallOutcome {
  readonly ok: boolean;
  /** What the callback got, cloned: the message, or the text `Request timeout`. */
  readonly value: unknown;
}

/** One finished call. */
export interface CallAnswer extends CallOutcome {
  readonly at: number;
  readonly call: string;
}

/** `window.wwePage`: what tests read of the demo page, and call through its own client. */
export interface WwePage {
  /** Every call of the page's event handler, in order. */
  readonly handlerCalls: HandlerCall[];
  /** Every callback of a request that the page made, in order. */
  readonly answers: CallAnswer[];
  /** Every text that came to `onMessage`. */
  readonly texts: string[];
  /** Calls a method such as `interaction.getInteractions` and waits for its callback (at most the client's 10 s). */
  call(name: string, ...parameters: unknown[]): Promise<CallOutcome>;
  /** Subscribes the page's handler to these names. */
  subscribe(names: string[]): void;
  unsubscribe(): void;
}

/** An interaction that the page has heard of. */
export interface HeardInteraction {
  readonly id: string;
  readonly caseId: string;
  readonly party: string;
  readonly state: string;
}

/** The page and what its view shows. */
export interface DemoPage {
  readonly wwePage: WwePage;
  /** Newest first, at most 200 lines. */
  readonly lines: Signal<readonly string[]>;
  readonly heard: Signal<readonly HeardInteraction[]>;
  /** Ids of interactions whose form this page waits for. */
  readonly forms: Signal<readonly string[]>;
  /** The form is saved: lifts the block. */
  saveForm(interactionId: string): void;
}

/** The key by which an interaction asks for a form; a convention of this demo alone. */
export const FORM_KEY = 'FormRequired';
const WARNING = 'The order form is not saved yet.';
const MAX_LINES = 200;

/** Makes the page on its client. `clone` is `structuredClone`. */
export function createDemoPage(service: PageService, now: () => number, clone: (value: unknown) => unknown): DemoPage {
  const lines = signal<readonly string[]>([]);
  const heard = signal<readonly HeardInteraction[]>([]);
  const forms = signal<readonly string[]>([]);
  const asked = new Set<string>();
  const say = (line: string): void => {
    lines.value = [line, ...lines.value].slice(0, MAX_LINES);
  };

  const wwePage: WwePage = {
    handlerCalls: [],
    answers: [],
    texts: [],
    call: (name, ...parameters) =>
      new Promise((resolve) => {
        const settle = (ok: boolean) => (value: unknown) => {
          const outcome = { ok, value: clone(value) };
          wwePage.answers.push({ at: now(), call: name, ...outcome });
          say(`${ok ? 'answer' : 'failure'} ${name} ${JSON.stringify(value)}`);
          resolve(outcome);
        };
        callService(service, name, parameters, settle(true), settle(false));
      }),
    subscribe: (names) => void service.subscribe(names, onEvent),
    unsubscribe: () => void service.unsubscribe(onEvent),
  };

  const note = (interaction: Readonly<Record<string, unknown>>, eventType: string): void => {
    const id = String(interaction.interactionId);
    const others = heard.value.filter((one) => one.id !== id);
    if (eventType === 'REMOVED') {
      heard.value = others;
      forms.value = forms.value.filter((one) => one !== id);
      return;
    }
    const party = Array.isArray(interaction.parties) ? String(field(interaction.parties[0], 'name') ?? '') : '';
    heard.value = [...others, { id, caseId: String(interaction.caseId), party, state: String(interaction.state) }];
    const inHand = interaction.state === 'TALKING' || interaction.state === 'ACCEPTED';
    if (inHand && field(interaction.userData, FORM_KEY) === 'yes' && !asked.has(id)) {
      asked.add(id);
      forms.value = [...forms.value, id];
      void wwePage.call('interaction.blockMarkdone', id, WARNING);
    }
  };

  function onEvent(message: unknown): void {
    const event = String(field(message, 'event'));
    wwePage.handlerCalls.push({ at: now(), event, message: clone(message) });
    const data = field(message, 'data');
    const interaction = field(data, 'interaction');
    const eventType = String(field(data, 'eventType') ?? '');
    const about = field(interaction, 'interactionId') ?? field(data, 'interactionId') ?? field(data, 'selectedCaseId');
    say(
      [event, eventType, about, field(interaction, 'state')]
        .filter((word) => word !== undefined && word !== '')
        .join(' '),
    );
    if (event === 'interaction' && isRecord(interaction)) note(interaction, eventType);
  }

  service.onMessage = (text) => {
    wwePage.texts.push(text);
    say(`text ${text}`);
  };
  return {
    wwePage,
    lines,
    heard,
    forms,
    saveForm(interactionId) {
      forms.value = forms.value.filter((one) => one !== interactionId);
      void wwePage.call('interaction.unblockMarkdone', interactionId);
    },
  };
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}
