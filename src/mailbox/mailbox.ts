import { decodeExchange, mailPaths, mailSizes, mailType } from '../protocol/mailbox.ts';
import { decodeAddToken, decodeClose, decodeMake, decodeMeet, decodeSheet, keptSizes } from '../protocol/mailbox-kept.ts';
import { malformed } from './answer.ts';
import type { Answer } from './answer.ts';
import { close, exchange, make, readOnly } from './boxes.ts';
import type { Desk } from './boxes.ts';
import { addToken } from './writers.ts';
import { openMailDatabase } from './database.ts';
import { meet, sheet } from './meetings.ts';
import { isFromOurPage, readExactly } from './request.ts';
import { sweep } from './sweep.ts';
import { createVisits, refusedPerHour } from './visits.ts';

export interface MailboxOptions {
  /** Its database file, made where there is none. */
  readonly file: string;
  /** The 32 bytes that tickets are made under. */
  readonly key: Uint8Array;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
  /** The time, as an instant. */
  readonly now: () => string;
  /** Something broke. Told once a day for each kind of error, so that it stands for nobody's request. */
  readonly failed: (error: unknown) => void;
  /** How many requests of one network may come in an hour with no token that fits. */
  readonly strangersPerHour?: number;
}

export interface Mailbox {
  /** Answers a request to one of `mailPaths`. `address`: the network that it came from, for counting in memory only. Never rejects. */
  handle(request: Request, address: string): Promise<Response>;
  close(): void;
}

interface Door {
  readonly size: number;
  readonly serve: (desk: Desk, body: Uint8Array) => Answer;
}

const door = <T>(size: number, decode: (bytes: Uint8Array) => T | null, act: (desk: Desk, asked: T) => Answer): Door => ({
  size,
  serve(desk, body) {
    const asked = decode(body);
    return asked === null ? malformed : act(desk, asked);
  },
});

const doors: ReadonlyMap<string, Door> = new Map([
  [mailPaths.exchange, door(mailSizes.exchange, decodeExchange, exchange)],
  [mailPaths.read, door(mailSizes.exchange, decodeExchange, readOnly)],
  [mailPaths.make, door(keptSizes.make, decodeMake, make)],
  [mailPaths.close, door(keptSizes.close, decodeClose, close)],
  [mailPaths.token, door(keptSizes.token, decodeAddToken, addToken)],
  [mailPaths.meet, door(keptSizes.meet, decodeMeet, meet)],
  [mailPaths.sheet, door(keptSizes.sheet, decodeSheet, sheet)],
]);

const lookMs = 3_600_000;

/** The mailbox: what it keeps, and its seven doors. Throws where its file cannot be opened. */
export function createMailbox({ file, key, publicUrl, now, failed, strangersPerHour = refusedPerHour }: MailboxOptions): Mailbox {
  const database = openMailDatabase(file);
  const visits = createVisits(strangersPerHour);
  let sweptOn = '';
  let told = new Set<string>();

  function sweepDaily(): void {
    const today = now().slice(0, 10);
    if (today === sweptOn) return;
    sweep(database, now());
    sweptOn = today;
    told = new Set();
    try {
      database.forgetOrder();
    } catch (error) {
      // The disk has no room for it. Everything else goes on.
      tell(error);
    }
  }

  function tell(error: unknown): void {
    const kind = kindOf(error);
    if (!told.has(kind)) failed(error);
    told.add(kind);
  }

  async function answer(request: Request, address: string): Promise<Answer> {
    const { method, headers } = request;
    const found = doors.get(new URL(request.url).pathname);
    if (!found) return { status: 404 };
    if (method !== 'POST') return { status: 405 };
    // A cookie says who asks. Whoever sends one is not our app, and is told so rather than served.
    if (headers.has('cookie') || headers.has('authorization')) return { status: 400 };
    if (!isFromOurPage(request, publicUrl)) return { status: 403 };
    const body = await readExactly(request, found.size);
    if (!(body instanceof Uint8Array)) return { status: body };
    sweepDaily();
    // First whether a token or a ticket fits: whoever has one shares an address with a whole phone company at times, and is
    // never held up by what somebody else there does. Only who has none is counted, and after a while told no more.
    const said = found.serve({ database, key, now: now() }, body);
    const isStranger = said.status >= 400 && said.status !== 409 && said.status !== 429;
    return isStranger && visits.refused(address, now()) ? { status: 429, isStranger } : said;
  }

  const timer = setInterval(() => {
    try {
      sweepDaily();
    } catch (error) {
      tell(error);
    }
  }, lookMs);
  timer.unref();
  sweepDaily();

  return {
    async handle(request, address) {
      try {
        return respond(await answer(request, address));
      } catch (error) {
        tell(error);
        // 503 says "not now": a locked file, a full disk. Nothing was stored.
        return respond({ status: isDatabaseProblem(error) ? 503 : 500 });
      }
    },
    close() {
      clearInterval(timer);
      database.close();
    },
  };
}

/** Of one kind are errors with the same name and code; what an error says is not looked at. */
const kindOf = (error: unknown): string => (error instanceof Error ? `${error.name} ${'code' in error ? String(error.code) : ''}` : typeof error);

const isDatabaseProblem = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';

function respond(said: Answer): Response {
  const body = said.status === 200 ? said.body : null;
  const length: Record<string, string> = said.status === 204 ? {} : { 'content-length': String(body?.length ?? 0) };
  const allow: Record<string, string> = said.status === 405 ? { allow: 'POST' } : {};
  // What else was sent on the same connection is not worth reading.
  if (said.status === 429 && said.isStranger) length['connection'] = 'close';
  return new Response(body, { status: said.status, headers: { 'content-type': mailType, 'cache-control': 'no-store', ...length, ...allow } });
}
