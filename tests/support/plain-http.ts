/**
 * The Request and Response of a test's page drop what only a browser may set or a server may say (`cookie`, `sec-…`,
 * `set-cookie`). A server that runs beside the page in one process needs them.
 */
export function keepAllHeaders(): void {
  const { Request: PageRequest, Response: PageResponse } = globalThis;
  if ('keepsAllHeaders' in PageRequest) return;

  class PlainRequest extends PageRequest {
    static readonly keepsAllHeaders = true;
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(input, init);
      Object.defineProperty(this, 'headers', { value: new Headers(init?.headers ?? (typeof input === 'object' && 'headers' in input ? input.headers : undefined)) });
    }
  }

  class PlainResponse extends PageResponse {
    constructor(body?: BodyInit | null, init?: ResponseInit) {
      super(body, init);
      Object.defineProperty(this, 'headers', { value: new Headers(init?.headers) });
    }
  }

  Object.assign(globalThis, { Request: PlainRequest, Response: PlainResponse });
}
