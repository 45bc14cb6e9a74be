/** What one request may say about itself. There is no field that could take a body, a name, an id, a query or an address. */
export interface RequestLine {
  readonly method: string;
  /** The pattern of the route (`/api/sync`, `/*`), never the path that was asked for. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
}

export interface Log {
  request(line: RequestLine): void;
  /** Something that should not have happened: the error's kind and the line of our code, never its message. */
  failure(route: string, error: unknown): void;
  /** The same of the mailbox: the day and the kind, and nothing that could be laid beside a request. */
  mailbox(error: unknown): void;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** One line of JSON for each event. */
export function createLog(write: (line: string) => void, now: () => string): Log {
  const put = (event: Readonly<Record<string, string | number>>): void => write(`${JSON.stringify(event)}\n`);
  const line = (event: Readonly<Record<string, string | number>>): void => put({ time: now(), ...event });
  return {
    request: ({ method, route, status, ms, bytes }) => line({ method: methods.has(method) ? method : 'other', route, status, ms, bytes }),
    failure: (route, error) => line({ failure: kindOf(error), code: codeOf(error), at: placeOf(error), route }),
    mailbox: (error) => put({ day: now().slice(0, 10), failure: kindOf(error), code: codeOf(error), part: 'mailbox' }),
  };
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' && /^[A-Z_0-9]{1,40}$/.test(code) ? code : '';
}

// A message may quote what somebody wrote, so of the stack only file names and line numbers are taken.
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf('/src/');
    const place = line.startsWith('    at ') && at >= 0 ? /^(?:server|domain|protocol)\/[a-z/-]{1,60}\.ts:\d{1,5}/.exec(line.slice(at + 5)) : null;
    if (place) return place[0];
  }
  return '';
}
