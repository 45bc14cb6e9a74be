import { vi } from 'vitest';

/** From now on the browser has no room for anything new. Returns what makes room again. */
export function fillStore(): () => void {
  const full = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const spies = [vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full), vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(full)];
  return () => spies.forEach((spy) => spy.mockRestore());
}
