// GET /api/wake: tells an open app that there is something to pull. Nothing depends on it.
import type { Db } from './db/sql.ts';
import { refusal } from './http.ts';
import type { Login } from './login.ts';
import { membersOf } from './rows.ts';

/**
 * The stream carries `event: wake` and never what changed: that is asked for as always. It begins with a comment; between
 * this and the last pull something may have changed, so a client pulls once when it opens one.
 */
export interface Wakes {
  /** A stream for a login; the oldest of too many from one device ends. Refused as busy when this server holds too many. */
  open(login: Pick<Login, 'person' | 'device'>): Response;
  /** Ends what this device has open here. */
  drop(device: string): void;
  /** Ends all of them, so that the server can stop. Phones open new ones, with another server or later. */
  close(): void;
}

interface Stream {
  readonly person: string;
  readonly device: string;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  beats: number;
}

export interface WakeOptions {
  readonly beatMs?: number;
  readonly maxOpen?: number;
}

// A page, a second tab, the service worker; one more for a connection that broke and does not know it yet.
const perDevice = 4;
// Some 50 kB each (stack.md 2).
const openAtOnce = 5_000;
// Shorter than the half minute to a minute after which proxies and mobile networks forget a silent connection.
const everyBeatMs = 25_000;
// Then the app asks anew and shows its login: one that was closed elsewhere hears nothing for longer than this.
const maxBeats = 40;
// Bytes that wait for a phone that does not take them; it is gone, or will pull everything when it is back.
const maxWaiting = 1_024;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const opening = bytesOf(': open\n\n');
const beat = bytesOf(': \n\n');
// With a data line, even an empty one: without it the standard has browsers drop the event.
const wake = bytesOf('event: wake\ndata:\n\n');

export function createWakes(db: Db, { beatMs = everyBeatMs, maxOpen = openAtOnce }: WakeOptions = {}): Wakes {
  const streams = new Set<Stream>();
  let isClosed = false;
  let stopListening: (() => void) | undefined;
  const beating = setInterval(() => streams.forEach(keepAlive), beatMs).unref();

  function keepAlive(stream: Stream): void {
    stream.beats += 1;
    if (stream.beats > maxBeats) end(stream);
    else send(stream, beat);
  }

  function send(stream: Stream, bytes: Uint8Array): void {
    if ((stream.controller.desiredSize ?? 0) < -maxWaiting) end(stream);
    else stream.controller.enqueue(bytes);
  }

  function end(stream: Stream): void {
    if (streams.delete(stream)) stream.controller.close();
  }

  async function heard(scopes: readonly string[] | undefined): Promise<void> {
    if (streams.size === 0) return;
    const persons = scopes && (await membersOf(db, scopes));
    for (const stream of streams) if (!persons || persons.has(stream.person)) send(stream, wake);
  }

  return {
    open({ person, device }) {
      if (isClosed || streams.size >= maxOpen) return refusal('busy');
      // The database cannot be asked who is meant: then everybody is.
      stopListening ??= db.listen((scopes) => void heard(scopes).catch(() => heard(undefined)));
      const own = [...streams].filter((stream) => stream.device === device);
      own.slice(0, Math.max(0, own.length - perDevice + 1)).forEach(end);
      let stream: Stream | undefined;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          stream = { person, device, controller, beats: 0 };
          streams.add(stream);
          controller.enqueue(opening);
        },
        cancel: () => void (stream && streams.delete(stream)),
      }, new ByteLengthQueuingStrategy({ highWaterMark: maxWaiting }));
      return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
    },
    drop: (device) => [...streams].filter((stream) => stream.device === device).forEach(end),
    close() {
      isClosed = true;
      clearInterval(beating);
      stopListening?.();
      streams.forEach(end);
    },
  };
}
