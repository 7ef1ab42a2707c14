/** A page that posts whatever can be posted, and writes down what it gets and what that is good for. */
import type { MakePosted, Posted } from './posted-values.ts';

/** When a page reads what it got: in the event's handler, at its end, or in a task of its own, so many ms later. */
export type Reads = 'at once' | 'after a promise' | number;

/** `window.posting` in such a page. */
export interface Posting {
  /** Opens this page in a pop-up. */
  open(url: string): void;
  /** Posts all to the window of that name: with WWE's stamp around it, or as it is. @returns what became of each, by name */
  post(to: string, isStamped: boolean): Promise<readonly (readonly [what: string, outcome: string])[]>;
  /** What came, by sender, in order, once it was all looked at. */
  heard(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** How much came. */
  count(): number;
  /** Takes away what it has stored. */
  tidy(): Promise<void>;
}

/** Runs first in the page. Must be whole in itself. @param reads in the top window, and in frames */
export function installPosting(
  values: Readonly<Record<string, MakePosted>>,
  [inTop, inFrames]: readonly [Reads, Reads],
): void {
  const reads = window.parent === window ? inTop : inFrames;
  const heard: Record<string, Promise<string>[]> = {};
  const made: unknown[] = [];
  let popup: Window | null = null;
  let count = 0;
  const windows = (): Record<string, Window | null> => {
    const frames = Array.from({ length: window.length }, (_, at) => [`frame ${at}`, window[at] ?? null] as const);
    const outer = window.parent === window ? null : window.parent;
    return { ...Object.fromEntries(frames), parent: outer, opener: window.opener, popup, self: window };
  };
  const nameOf = (source: unknown) => Object.entries(windows()).find(([, one]) => one === source)?.[0] ?? 'nobody';

  /** What a thing of the browser's does, as far as it can be told from a copy that does not. */
  const uses: Record<string, (value: never) => unknown> = {
    async ReadableStream(stream: ReadableStream) {
      const reader = stream.getReader();
      const chunks: unknown[] = [];
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return Promise.all(chunks.map((chunk) => describe(chunk)));
        chunks.push(value);
      }
    },
    async WritableStream(stream: WritableStream) {
      const writer = stream.getWriter();
      await writer.write('something');
      await writer.close();
      return 'written and closed';
    },
    async TransformStream({ readable, writable }: TransformStream) {
      const writer = writable.getWriter();
      const written = writer.write('changed').then(() => writer.close());
      return [await describe(readable), await written];
    },
    MessagePort: (port: MessagePort) =>
      new Promise((resolve) => {
        port.onmessage = ({ data }) => resolve(data);
        port.postMessage('ping');
      }),
    ImageBitmap(bitmap: ImageBitmap) {
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      return [bitmap.width, bitmap.height, [...(context?.getImageData(0, 0, 1, 1).data ?? [])]];
    },
    OffscreenCanvas(canvas: OffscreenCanvas) {
      const context = canvas.getContext('2d');
      context?.fillRect(0, 0, 1, 1);
      return [canvas.width, canvas.height, [...(context?.getImageData(0, 0, 1, 1).data ?? [])]];
    },
    async VideoFrame(frame: VideoFrame) {
      const bytes = new Uint8Array(frame.allocationSize());
      await frame.copyTo(bytes);
      const { format, codedWidth, codedHeight, timestamp } = frame;
      frame.close();
      return [format, codedWidth, codedHeight, timestamp, [...bytes]];
    },
    AudioData(audio: AudioData) {
      const bytes = new Uint8Array(audio.allocationSize({ planeIndex: 0 }));
      audio.copyTo(bytes, { planeIndex: 0 });
      const { format, sampleRate, timestamp } = audio;
      audio.close();
      return [format, sampleRate, timestamp, [...bytes]];
    },
    EncodedVideoChunk: ({ type, timestamp, byteLength }: EncodedVideoChunk) => [type, timestamp, byteLength],
    RTCDataChannel: ({ label, readyState }: RTCDataChannel) => [label, readyState],
    MediaSourceHandle: (handle: MediaProvider) =>
      new Promise((resolve) => {
        const video = document.createElement('video');
        video.srcObject = handle;
        setTimeout(resolve, 100, [video.error?.message, video.networkState]);
      }),
    MediaStreamTrack: ({ kind, readyState }: MediaStreamTrack) => [kind, readyState],
    async CryptoKey(key: CryptoKey) {
      const how = key.algorithm.name === 'HMAC' ? 'HMAC' : { name: 'ECDSA', hash: 'SHA-256' };
      const { byteLength } = key.usages.includes('sign')
        ? await crypto.subtle.sign(how, key, new Uint8Array([1]))
        : new ArrayBuffer(0);
      return [key.type, key.extractable, key.usages.join(), byteLength];
    },
    async RTCCertificate(certificate: RTCCertificate) {
      new RTCPeerConnection({ certificates: [certificate] }).close();
      return certificate.expires > Date.now();
    },
    Module: async (module: WebAssembly.Module) => String(await WebAssembly.instantiate(module)),
    Blob: async (blob: Blob) => [blob.type, await blob.text()],
    File: async (file: File) => [file.name, file.type, file.lastModified, await file.text()],
    FileList: (files: FileList) => Promise.all([...files].map((file) => describe(file))),
    FileSystemFileHandle: async (handle: FileSystemFileHandle) => [handle.name, (await handle.getFile()).size],
    async FileSystemDirectoryHandle(handle: FileSystemDirectoryHandle) {
      return [handle.name, (await handle.getFileHandle('posted.txt')).kind];
    },
    Error: ({ name, message, cause }: Error) => [name, message, String(cause)],
    DOMException: ({ name, message }: DOMException) => [name, message],
    Date: (date: Date) => date.getTime(),
    RegExp: String,
    BigInt: String,
    Number: String,
    ImageData: ({ width, height, data }: ImageData) => [width, height, [...data]],
  };

  async function describe(value: unknown, path: readonly unknown[] = []): Promise<unknown> {
    if (typeof value === 'string') return value.length > 99 ? `${value.length} × ${value[0]}` : value;
    if (typeof value !== 'object' || value === null)
      return `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
    if (path.includes(value)) return `as ${path.indexOf(value)} above`;
    const within = [...path, value];
    const type = Object.prototype.toString.call(value).slice(8, -1);
    const own = Reflect.get(window, type);
    // A copy of another world's would be no instance here.
    const realm = typeof own !== 'function' || value instanceof own ? '' : ' of nowhere';
    const use = Object.hasOwn(uses, type) ? uses[type] : undefined;
    let found: unknown;
    if (use) found = await use(value as never);
    else if (value instanceof Map) found = await Promise.all([...value].map((pair) => describe(pair, within)));
    else if (value instanceof Set) found = await Promise.all([...value].map((one) => describe(one, within)));
    else if (ArrayBuffer.isView(value) || /Buffer$/.test(type)) {
      const buffer = (ArrayBuffer.isView(value) ? value.buffer : value) as ArrayBuffer;
      const bytes = new Uint8Array(buffer);
      found = [
        bytes.length,
        [...bytes.subarray(0, 32)],
        Reflect.get(buffer, 'resizable'),
        String(Reflect.get(value, 'byteOffset')),
      ];
    } else if (/^DOM/.test(type)) found = JSON.stringify(value);
    else
      found = await Promise.all(
        Reflect.ownKeys(value).map(async (key) => [String(key), await describe(Reflect.get(value, key), within)]),
      );
    return [type + realm, found];
  }

  async function look(event: MessageEvent): Promise<string> {
    if (reads === 'after a promise') await null;
    else if (reads !== 'at once') await new Promise((resolve) => setTimeout(resolve, reads));
    const { data } = event;
    try {
      const ports = event.data === data ? await describe([...event.ports]) : 'another at each look';
      const found = await describe(data);
      // What was handed over may be handed on.
      const [buffer] = [data, data?.data].filter((one) => one instanceof ArrayBuffer);
      if (buffer) new MessageChannel().port1.postMessage(buffer, [buffer]);
      return JSON.stringify([event.type, event.origin.replace(/\d+$/, ''), found, ports, buffer?.byteLength]);
    } catch (error) {
      return `cannot be used: ${error}`;
    }
  }

  function hear(event: MessageEvent): void {
    const from = nameOf(event.source);
    heard[from] ??= [];
    heard[from].push(look(event));
    count += 1;
  }
  window.addEventListener('message', hear);
  window.addEventListener('messageerror', hear);

  const stamp = { userAgent: 'WWE Server', protocolVersion: 2, event: 'posted' };
  const posting: Posting = {
    open(url) {
      popup = window.open(url, '_blank', 'popup');
    },
    async post(to, isStamped) {
      const target = windows()[to];
      const outcomes: (readonly [string, string])[] = [];
      for (const [name, make] of Object.entries(values)) {
        try {
          const [value, transfer = []]: Posted = await make();
          // What is made stays: a browser may close what nobody holds.
          made.push(value);
          target?.postMessage(isStamped ? { ...stamp, data: value } : value, '*', [...transfer]);
          const left = transfer.map((one) => String(Reflect.get(one, 'byteLength') ?? Reflect.get(one, 'locked')));
          outcomes.push([name, `posted, left with ${left.join() || 'all'}`]);
        } catch (error) {
          outcomes.push([name, String(error)]);
        }
      }
      return outcomes;
    },
    async heard() {
      const all = Object.entries(heard).map(async ([from, each]) => [from, await Promise.all(each)] as const);
      return Object.fromEntries(await Promise.all(all));
    },
    count: () => count,
    async tidy() {
      for (const root of made) {
        if (!(root instanceof FileSystemDirectoryHandle)) continue;
        for await (const name of root.keys()) await root.removeEntry(name);
      }
    },
  };
  Reflect.set(window, 'posting', posting);
}
