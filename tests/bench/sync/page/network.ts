import type { Mark } from './api.ts';

/** The network of the page: away until it is switched on, and with a watch on every request. */
export function createNetwork() {
  let marks: Mark[] = [];
  let isOn = false;
  return {
    isOn: () => isOn,
    off(): void {
      isOn = false;
      marks = [];
    },
    on(): void {
      isOn = true;
    },
    marks: (): readonly Mark[] => marks,
    /** As in flight mode: what the browser gives then is a TypeError, at once. */
    async through(send: () => Promise<Response>): Promise<Response> {
      if (!isOn) throw new TypeError('no network');
      const start = performance.now();
      const response = await send();
      marks.push({ start, end: performance.now() });
      return response;
    },
  };
}
