/** All that a window can post to another one: each must be whole in itself, for it runs in a page. */

/** What is posted: the value, and what is handed over with it. */
export type Posted = readonly [value: unknown, transfer?: readonly Transferable[]];

/** Makes what is posted. What a browser does not have, or does not post, it refuses: that is the same with us. */
export type MakePosted = () => Posted | Promise<Posted>;

/** Can be read once only in Chromium, by the world that comes first. */
const STREAMS: Readonly<Record<string, MakePosted>> = {
  ReadableStream() {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue('one');
        controller.enqueue({ two: [2n] });
        controller.close();
      },
    });
    return [{ stream }, [stream]];
  },
  'ReadableStream of bytes'() {
    const stream = new ReadableStream({
      type: 'bytes',
      start(controller) {
        controller.enqueue(new Uint8Array([1, 2, 3]));
        controller.close();
      },
    });
    return [stream, [stream]];
  },
  WritableStream() {
    const stream = new WritableStream();
    return [{ deep: { stream } }, [stream]];
  },
  TransformStream() {
    const stream = new TransformStream({
      transform(chunk, controller) {
        controller.enqueue(`${chunk}!`);
      },
    });
    return [[stream], [stream]];
  },
  'streams, a port and a buffer'() {
    const [one, two] = [new Blob(['one']).stream(), new Response('two').body];
    if (!two) throw new Error('no body');
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => port1.postMessage('pong');
    const buffer = new Uint8Array([4, 5]).buffer;
    return [{ one, two, port2, buffer }, [one, two, port2, buffer]];
  },
};

/** Handed over: the sender has them no more. */
const TRANSFERRED: Readonly<Record<string, MakePosted>> = {
  'ArrayBuffer, handed over'() {
    const buffer = new Uint8Array([1, 2, 3]).buffer;
    return [{ buffer, view: new Uint16Array(buffer, 0, 1) }, [buffer]];
  },
  'a large ArrayBuffer, handed over'() {
    const buffer = new Uint8Array(4_000_000).fill(7).buffer;
    return [buffer, [buffer]];
  },
  MessagePort() {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => port1.postMessage('pong');
    return [{ port2 }, [port2]];
  },
  'MessagePort beside the message'() {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => port1.postMessage('pong');
    return ['see ports', [port2]];
  },
  async 'ImageBitmap, handed over'() {
    const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray([9, 8, 7, 255]), 1, 1));
    return [bitmap, [bitmap]];
  },
  OffscreenCanvas() {
    const canvas = new OffscreenCanvas(3, 2);
    return [canvas, [canvas]];
  },
  'VideoFrame, handed over'() {
    const frame = new VideoFrame(new Uint8Array([1, 2, 3, 255, 4, 5, 6, 255, 1, 1, 1, 255, 2, 2, 2, 255]), {
      format: 'RGBA',
      codedWidth: 2,
      codedHeight: 2,
      timestamp: 5,
    });
    return [frame, [frame]];
  },
  'AudioData, handed over'() {
    const audio = new AudioData({
      format: 'f32',
      sampleRate: 8_000,
      numberOfFrames: 2,
      numberOfChannels: 1,
      timestamp: 6,
      data: new Float32Array([0.5, -0.5]),
    });
    return [audio, [audio]];
  },
  RTCDataChannel() {
    const channel = new RTCPeerConnection().createDataChannel('line');
    return [channel, [channel as unknown as Transferable]];
  },
  async MediaSourceHandle() {
    const code = 'const { handle } = new MediaSource(); postMessage(handle, [handle]);';
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    const handle: Transferable = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    });
    return [handle, [handle]];
  },
  MediaStreamTrack() {
    const [track] = document.createElement('canvas').captureStream().getTracks();
    return [track, [track as unknown as Transferable]];
  },
};

/** Copied. */
const MEDIA: Readonly<Record<string, MakePosted>> = {
  async ImageBitmap() {
    return [await createImageBitmap(new ImageData(new Uint8ClampedArray([1, 2, 3, 255]), 1, 1))];
  },
  ImageData: () => [new ImageData(new Uint8ClampedArray([9, 8, 7, 255]), 1, 1)],
  VideoFrame() {
    const format = { format: 'I420', codedWidth: 2, codedHeight: 2, timestamp: 7 } as const;
    return [new VideoFrame(new Uint8Array([1, 2, 3, 4, 5, 6]), format)];
  },
  AudioData() {
    const format = { sampleRate: 8_000, numberOfFrames: 1, numberOfChannels: 1, timestamp: 8 } as const;
    return [new AudioData({ ...format, format: 's16', data: new Int16Array([77]) })];
  },
  EncodedVideoChunk: () => [new EncodedVideoChunk({ type: 'key', timestamp: 1, data: new Uint8Array([1, 2]) })],
};

const KEYS_AND_CODE: Readonly<Record<string, MakePosted>> = {
  async CryptoKey() {
    const use = { name: 'HMAC', hash: 'SHA-256' };
    return [await crypto.subtle.importKey('raw', new Uint8Array([1, 2, 3]), use, false, ['sign'])];
  },
  async 'pair of CryptoKeys'() {
    return [await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])];
  },
  async RTCCertificate() {
    const certificate = await RTCPeerConnection.generateCertificate({
      name: 'ECDSA',
      namedCurve: 'P-256',
    } as Algorithm);
    return [certificate];
  },
  // A module with nothing in it.
  'WebAssembly.Module': () => [new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))],
  'WebAssembly.Memory, shared': () => [new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer],
  SharedArrayBuffer() {
    const shared = new SharedArrayBuffer(2);
    new Uint8Array(shared).set([5, 6]);
    return [{ shared, view: new Uint8Array(shared) }];
  },
};

const FILES: Readonly<Record<string, MakePosted>> = {
  Blob: () => [new Blob(['some text'], { type: 'text/plain' })],
  File: () => [new File(['a file'], 'a.txt', { type: 'text/plain', lastModified: 7 })],
  FileList() {
    const data = new DataTransfer();
    data.items.add(new File(['listed'], 'b.txt', { lastModified: 8 }));
    return [data.files];
  },
  async FileSystemFileHandle() {
    const root = await navigator.storage.getDirectory();
    return [{ handle: await root.getFileHandle('posted.txt', { create: true }) }];
  },
  async FileSystemDirectoryHandle() {
    return [await navigator.storage.getDirectory()];
  },
};

const VALUES: Readonly<Record<string, MakePosted>> = {
  null: () => [null],
  undefined: () => [undefined],
  texts: () => [['', '\ud800', 'wwe', '\u0000']],
  'a text like WWE’s': () => ['wweSomething'],
  numbers: () => [[0, -0, 1e300, Number.NaN, Number.NEGATIVE_INFINITY, 2n ** 70n, true]],
  boxes: () => [[Object(1), Object('s'), Object(false), Object(3n)]],
  'Date and RegExp': () => [[new Date(5), new Date(Number.NaN), /a\/b/giu]],
  'Map and Set that hold themselves'() {
    const map = new Map<unknown, unknown>([[{ key: 1 }, 'value']]);
    map.set(map, new Set([map, 1n]));
    return [map];
  },
  'an object that holds itself'() {
    const value: Record<string, unknown> = { list: [] };
    value.own = value;
    Object.defineProperty(value, '__proto__', { value: { polluted: true }, enumerable: true });
    return [value];
  },
  'an array with holes and names': () => [Object.assign([1], { name: 'n', length: 2, 2: 3 })],
  errors() {
    const cause = new RangeError('cause');
    return [[new Error('plain'), new TypeError('typed', { cause }), new DOMException('not found', 'NotFoundError')]];
  },
  'views of a buffer': () => [
    [
      new Uint8Array([1]),
      new Float64Array([0.5, Number.NaN]),
      new BigInt64Array([-1n]),
      new DataView(new Uint8Array([1, 2, 3]).buffer, 1),
    ],
  ],
  'ArrayBuffer that can grow': () => [Reflect.construct(ArrayBuffer, [1, { maxByteLength: 3 }])],
  geometry: () => [
    [
      new DOMPoint(1, 2),
      new DOMRect(1, 2, 3, 4),
      new DOMRectReadOnly(4, 3, 2, 1),
      new DOMMatrix([1, 2, 3, 4, 5, 6]),
      DOMQuad.fromRect({ x: 1, y: 2, width: 3, height: 4 }),
    ],
  ],
  'a large text': () => ['x'.repeat(500_000)],
  'what cannot be cloned': () => [{ run: () => {} }],
  'a proxy, which cannot either': () => [new Proxy({}, {})],
  'an element, which cannot either': () => [document.body],
  'a stream that is not handed over': () => [new ReadableStream()],
};

/** What can be read once only, or depends on where it goes; by name. */
export const POSTED_TO_FEW: Readonly<Record<string, MakePosted>> = { ...KEYS_AND_CODE, ...STREAMS };

/** Everything, by name. */
export const POSTED: Readonly<Record<string, MakePosted>> = {
  ...TRANSFERRED,
  ...MEDIA,
  ...FILES,
  ...VALUES,
  ...POSTED_TO_FEW,
};
