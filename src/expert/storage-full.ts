/** Runs a write; `full` where the browser would not store it (QuotaExceededError and its kin). Anything else is a bug and goes on. */
export async function unlessFull<T>(write: () => Promise<T>): Promise<T | 'full'> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof DOMException) return 'full';
    throw error;
  }
}
