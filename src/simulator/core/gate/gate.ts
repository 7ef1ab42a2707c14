/** What stands between the frames and the services: loss, the frame's page, access, limits, and who hears events. */
import type { Incoming } from '../incoming.ts';
import type { Settings } from '../settings.ts';
import { createAccess } from './access.ts';
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

/** The gate. */
export interface Gate {
  /** Judges and counts a message that arrived. */
  pass(frame: string, origin: string, incoming: Incoming): Passage;
  /** Whether the frame, by the origin of its last message, may use the service (scapi.md §8.1). */
  allowed(frame: string, service: string): boolean;
  /** The origin of the frame's last message; empty if none came. */
  originOf(frame: string): string;
  /** Whether an event of this name goes out to the frame now. */
  hears(frame: string, event: string): boolean;
  /** The frame's load event; returns the number of the page that is now in it. */
  loaded(frame: string): number;
  /** The frame is gone for good. */
  gone(frame: string): void;
  /** WWE was reloaded: quarantines are over. */
  reset(): void;
  quarantines(): readonly FramesQuarantine[];
}

/** What a gate is made of. */
export interface GateParts {
  readonly now: () => number;
  readonly settings: () => Settings;
  /** Told when a frame shows a new page, at its first sign. */
  readonly began: (frame: string) => void;
}

/** The name by which the settings know a message: its service, subscribe or unsubscribe. */
export function nameOf(incoming: Incoming): string {
  return incoming.is === 'call' ? incoming.service : incoming.is;
}

/** Builds the gate. */
export function createGate({ now, settings, began }: GateParts): Gate {
  const access = createAccess(settings);
  const rates = createRates(now, settings);
  const pages = createPages((frame) => {
    rates.forget(frame);
    began(frame);
  });
  const denied = (form: 'silence' | 'error', text: string): Passage =>
    form === 'silence' ? { is: 'ignored' } : { is: 'denied', text };
  const framesOf = ({ who }: Quarantine): readonly string[] =>
    [...access.origins()]
      .filter(([frame, origin]) => who === { frame, origin, all: '*' }[settings().rateScope])
      .map(([frame]) => frame);
  return {
    pass(frame, origin, incoming) {
      const page = pages.heard(frame, incoming.ref);
      const verdict = access.judge(frame, origin, incoming);
      // Strangers are turned away uncounted; a service outside the brackets is a request like others.
      if (verdict === 'originDenied') return denied(settings().originDenied, `Origin not accepted: ${origin}`);
      const name = nameOf(incoming);
      if (!rates.admit({ frame, origin, service: name })) return { is: 'ignored' };
      if (verdict === 'accepted') return { is: 'admitted', page };
      return denied(settings().serviceDenied, `Service not allowed: ${name}`);
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
    loaded: pages.loaded,
    gone(frame) {
      pages.forget(frame);
      access.forget(frame);
      rates.forget(frame);
    },
    reset: rates.reset,
    quarantines: () => rates.list().map((one) => ({ ...one, frames: framesOf(one) })),
  };
}
