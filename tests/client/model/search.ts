// Looks for a history that breaks a law.
import fc from 'fast-check';
import { histories } from './commands.ts';
import type { Phones } from './commands.ts';
import { live } from './history.ts';
import type { Under } from './history.ts';

export interface Search {
  readonly phones: Phones;
  readonly runs: number;
  readonly seed: number;
  readonly seconds: number;
  /** Whether to look for the shortest history that fails. */
  readonly shrinks: boolean;
}

export interface Found {
  /** How many histories were lived through. */
  readonly runs: number;
  /** What is wrong, with the history and the seed to see it again; undefined where all held. */
  readonly broken: string | undefined;
}

export async function search(under: Under, { phones, runs, seed, seconds, shrinks }: Search): Promise<Found> {
  const property = fc.asyncProperty(histories(phones), (history) => live(history, under));
  const details = await fc.check(property, {
    numRuns: runs, seed, endOnFailure: !shrinks, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false,
  });
  return { runs: details.numRuns, broken: details.failed ? `${await fc.asyncDefaultReportMessage(details)}\n${whyOf(details.errorInstance)}` : undefined };
}

const whyOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
