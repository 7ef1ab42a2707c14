/** What stands between the frames and the services: loss, the frame's page, access, limits, and who hears events. */

import type { Settings } from '../settings/settings.ts';
import type { Incoming } from '../state/incoming.ts';
import { createAccess } from './access.ts';
import { createEarlyMessages } from './early-messages.ts';
import { createPages } from './pages.ts';
import { createRates, type Quarantine } from './rates.ts';

/** A quarantine, and the frames that feel it. */
export interface FramesQuarantine extends Quarantine {
  readonly frames: readonly string[];
}

/** What becomes of a message. `page`: the number of its page, see `Pages`. */
export type Passage =
  | { readonly is: 'admitted'; readonly page: number }
  | { readonly is: 'denied'; readonly text: string }
  | { readonly is: 'ignored' };

/** A message that is admitted later than it came, and what becomes of it now. */
export interface LateMessage {
  readonly incoming: Incoming;
  readonly passage: Passage;
}

/** The page whose load event came. */
export interface LoadedPage {
  /** Its number, see `Pages`. */
  readonly page: number;
  /** What it asked for while it loaded, and a quarantine of the page before held back; oldest first. */
  readonly late: readonly LateMessage[];
}

/** The admission. */
export interface Admission {
  /** Judges and counts a message that arrived. */
  pass(frame: string, origin: string, incoming: Incoming): Passage;
  /** Whether the frame, by the origin of its last message, may use the service (docs/protocol.md#allowed-origins). */
  allowed(frame: string, service: string): boolean;
  /** The origin of the frame's last message; empty if none came. */
  originOf(frame: string): string;
  /** Whether an event of this name goes out to the frame now. */
  hears(frame: string, event: string): boolean;
  /** The frame's load event. */
  loaded(frame: string): LoadedPage;
  /** The frame is gone for good. */
  gone(frame: string): void;
  /** WWE was reloaded: quarantines are over. */
  reset(): void;
  quarantines(): readonly FramesQuarantine[];
}

/** What a admission is made of. */
export interface AdmissionParts {
  readonly now: () => number;
  readonly settings: () => Settings;
  /** Told when a frame may show a new page, at its first sign. */
  readonly perhapsBegan: (frame: string) => void;
  /** Runs work after so many ms of real time; returns what cancels it. */
  readonly laterOnWire: (ms: number, work: () => void) => () => void;
}

/** What a limit or a quarantine keeps from being answered. */
const HELD_BACK: Passage = { is: 'ignored' };

/** The name by which the settings know a message: its service, subscribe or unsubscribe. */
export function nameOf(incoming: Incoming): string {
  return incoming.is === 'call' ? incoming.service : incoming.is;
}

/** Builds the admission. */
export function createAdmission({ now, settings, perhapsBegan, laterOnWire }: AdmissionParts): Admission {
  const access = createAccess(settings);
  const rates = createRates(now, settings);
  const early = createEarlyMessages(laterOnWire);
  // An id that was there before ends no quarantine: any page can make a second client, which counts from "0" as well.
  const pages = createPages({ perhapsBegan, began: rates.forget });
  const denied = (form: 'silence' | 'error', text: string): Passage =>
    form === 'silence' ? { is: 'ignored' } : { is: 'denied', text };
  const framesOf = ({ who }: Quarantine): readonly string[] =>
    [...access.origins()]
      .filter(([frame, origin]) => who === { frame, origin, all: '*' }[settings().rateScope])
      .map(([frame]) => frame);
  const judge = (frame: string, origin: string, incoming: Incoming, page: number): Passage => {
    const verdict = access.judge(frame, origin, incoming);
    // Strangers are turned away uncounted; a service outside the brackets is a request like others.
    if (verdict === 'originDenied') return denied(settings().originDenied, `Origin not accepted: ${origin}`);
    const name = nameOf(incoming);
    if (!rates.admit({ frame, origin, service: name })) return HELD_BACK;
    if (verdict === 'accepted') return { is: 'admitted', page };
    return denied(settings().serviceDenied, `Service not allowed: ${name}`);
  };
  return {
    pass(frame, origin, incoming) {
      const { page, isSure } = pages.heard(frame, incoming.ref);
      const passage = judge(frame, origin, incoming, page);
      if (!isSure) early.note(frame, { origin, incoming, wasAdmitted: passage !== HELD_BACK });
      return passage;
    },
    allowed: access.allowed,
    originOf: (frame) => access.origins().get(frame) ?? '',
    hears(frame, event) {
      const { frameState, followersGet, quarantineEvents } = settings();
      if (frameState === 'following') {
        if (followersGet === 'nothing' || (followersGet === 'systemOnly' && event !== 'system')) return false;
      }
      const origin = access.origins().get(frame) ?? '';
      return quarantineEvents === 'continue' || !rates.quarantined(frame, origin);
    },
    loaded(frame) {
      const page = pages.loaded(frame);
      const own = early.take(frame);
      // Where more than the frame is counted, a new page ends nothing.
      if (settings().rateScope !== 'frame') return { page, late: [] };
      // Counted anew, as the new page's; what was answered already is not answered again.
      const judged = own.map(({ origin, incoming, wasAdmitted }) => {
        return { incoming, wasAdmitted, passage: judge(frame, origin, incoming, page) };
      });
      return { page, late: judged.filter(({ wasAdmitted }) => !wasAdmitted) };
    },
    gone(frame) {
      early.forget(frame);
      pages.forget(frame);
      access.forget(frame);
      rates.forget(frame);
    },
    reset() {
      early.clear();
      rates.reset();
    },
    quarantines: () => rates.list().map((one) => ({ ...one, frames: framesOf(one) })),
  };
}
