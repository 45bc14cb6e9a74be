import type { TestProject } from 'vitest/node';
import { startCluster } from '../../src/tools/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the cluster of this run is; or in one line why there is none. */
    postgres: { readonly url: string } | { readonly problem: string };
  }
}

/** One cluster for a run of the tests. Where there is none, its tests fail with that one line (use-postgres.ts), and the others run. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const cluster = await startCluster();
    project.provide('postgres', { url: cluster.urlOf('postgres') });
    return () => cluster.stop();
  } catch (error) {
    project.provide('postgres', { problem: error instanceof Error ? error.message : 'PostgreSQL could not be started.' });
    return undefined;
  }
}
