/**
 * Makes of `work` something that runs once at a time: a call that comes meanwhile has it run once more, and every call
 * resolves when the last of these runs is over.
 */
export function onceMore(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    try {
      while (again) {
        again = false;
        await work();
      }
    } finally {
      // In the same breath as the last look at `again`: whoever calls after that begins anew.
      running = undefined;
    }
  };
  return () => {
    again = true;
    return (running ??= run());
  };
}
