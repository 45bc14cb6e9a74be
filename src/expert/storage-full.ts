/**
 * Runs a write; `full` where the browser would not store it: QuotaExceededError, and what browsers throw in its place. A
 * store that a newer version has opened is no full one (the status then asks for a reload), and anything else is a bug.
 */
export async function unlessFull<T>(write: () => Promise<T>): Promise<T | 'full'> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof DOMException && error.name !== 'VersionError') return 'full';
    throw error;
  }
}
