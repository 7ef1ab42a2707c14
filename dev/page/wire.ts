/**
 * Carries messages between the panel and the simulator's frames, which are documents of one origin in one browser tab. As
 * in the real extension API, only what JSON can say arrives.
 */
import type { PortLike } from '../../src/transport/ports.ts';

/** The number of the one tab that there is. */
export const TAB = 1;

/** What the documents say to each other. */
export type Packet =
  /** `tabs.sendMessage`: to every frame, which answers with `received`. */
  | { readonly is: 'to frames'; readonly id: string; readonly message: unknown }
  | { readonly is: 'received'; readonly id: string }
  /** `runtime.sendMessage`: to the panel. */
  | { readonly is: 'to panel'; readonly document: string; readonly message: unknown }
  /** `tabs.connect`: to one document. */
  | { readonly is: 'connect'; readonly document: string; readonly port: string; readonly name: string }
  | { readonly is: 'post'; readonly port: string; readonly message: unknown }
  | { readonly is: 'disconnect'; readonly port: string }
  /** The simulator was loaded anew, or the panel wants it so. */
  | { readonly is: 'navigated' | 'reload' };

/** This document's end. */
export interface Wire {
  send(packet: Packet): void;
  hear(listener: (packet: Packet) => void): void;
}

/** An event of the extension API. */
export interface ApiEvent<Given extends readonly unknown[]> {
  addListener(listener: (...given: Given) => unknown): void;
  removeListener(listener: (...given: Given) => unknown): void;
  fire(...given: Given): void;
}

/** Joins this document to all others that did the same. */
export function joinWire(): Wire {
  const channel = new BroadcastChannel('wwe-devtools');
  return {
    send: (packet) => channel.postMessage(JSON.stringify(packet)),
    // Only this file writes to the channel.
    hear: (listener) => channel.addEventListener('message', ({ data }) => listener(JSON.parse(data) as Packet)),
  };
}

/** Makes an event that nobody listens to yet. */
export function createEvent<Given extends readonly unknown[]>(): ApiEvent<Given> {
  const listeners = new Set<(...given: Given) => unknown>();
  return {
    addListener: (listener) => void listeners.add(listener),
    removeListener: (listener) => void listeners.delete(listener),
    fire(...given) {
      for (const listener of listeners) listener(...given);
    },
  };
}

/** One end of a port; the document at the other end has one of the same id. */
export function createPort(wire: Wire, port: string, name: string): PortLike & { readonly name: string } {
  const onMessage = createEvent<[message: unknown]>();
  const onDisconnect = createEvent<[]>();
  let isOpen = true;
  wire.hear((packet) => {
    if (!isOpen || !('port' in packet) || packet.port !== port) return;
    if (packet.is === 'post') onMessage.fire(packet.message);
    if (packet.is !== 'disconnect') return;
    isOpen = false;
    onDisconnect.fire();
  });
  return {
    name,
    postMessage(message) {
      if (!isOpen) throw new Error('Attempting to use a disconnected port object');
      wire.send({ is: 'post', port, message });
    },
    disconnect() {
      if (isOpen) wire.send({ is: 'disconnect', port });
      isOpen = false;
    },
    onMessage,
    onDisconnect,
  };
}

// What went wrong stands on the page until it is mended; each document of it has its own copy.
import.meta.hot?.on('dev:mended', () => document.querySelector('vite-error-overlay')?.remove());
