import { describe, expect, test } from 'vitest';
import { envelopesOf, numbersFrom, visitsOf } from '../support/visits.ts';

const DAYS = 30;
const PEOPLE = 200;

/** What somebody with the whole database could try to tell writers by. */
const looks: Readonly<Record<string, (counts: readonly number[]) => number>> = {
  'how many in all': (counts) => sum(counts),
  'the fullest day': (counts) => Math.max(...counts),
  'how much days differ': (counts) => sum(counts.map((count) => (count - sum(counts) / counts.length) ** 2)),
  'days with an odd number': (counts) => counts.filter((count) => count % 2 === 1).length,
  'days with none': (counts) => counts.filter((count) => count === 0).length,
  'the thinnest day with any': (counts) => Math.min(...counts.filter((count) => count > 0)),
  'a thin day after a full one': (counts) => counts.filter((count, day) => day > 0 && (counts[day - 1] ?? 0) - count > 2).length,
};

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** How often a writer has more of it than somebody who never wrote: 0.5 is chance (Mann and Whitney). */
function auc(writers: readonly number[], others: readonly number[]): number {
  const wins = writers.map((writer) => sum(others.map((other) => (writer > other ? 1 : writer === other ? 0.5 : 0))));
  return sum(wins) / (writers.length * others.length);
}

/** How likely a difference of means this large is by chance alone. */
function chanceOf(writers: readonly number[], others: readonly number[], random: () => number): number {
  const mean = (values: readonly number[]): number => sum(values) / values.length;
  const seen = Math.abs(mean(writers) - mean(others));
  const all = [...writers, ...others];
  let asLarge = 0;
  for (let round = 0; round < 2000; round += 1) {
    for (let at = all.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [all[at], all[other]] = [all[other] ?? 0, all[at] ?? 0];
    }
    if (Math.abs(mean(all.slice(0, writers.length)) - mean(all.slice(writers.length))) >= seen) asLarge += 1;
  }
  return asLarge / 2000;
}

describe('over thirty days, of two hundred people, half of whom write,', () => {
  const random = numbersFrom(2026);
  const people = Array.from({ length: PEOPLE }, (_, at) => {
    const visits = visitsOf(numbersFrom(at + 1), DAYS, at % 2 === 0);
    return { writes: at % 2 === 0, extras: sum(visits.map(({ extras }) => extras.length)), counts: envelopesOf(visits, DAYS, numbersFrom(9000 + at)) };
  });
  const [writers, others] = [people.filter(({ writes }) => writes), people.filter(({ writes }) => !writes)];

  test('those who write do write, a lot', () => {
    expect(sum(writers.map(({ extras }) => extras)) / writers.length).toBeGreaterThan(20);
    expect(sum(others.map(({ extras }) => extras))).toBe(0);
  });

  test.each(Object.entries(looks))('%s tells nothing', (_name, look) => {
    const [theirs, rest] = [writers.map(({ counts }) => look(counts)), others.map(({ counts }) => look(counts))];
    const found = auc(theirs, rest);
    expect(found).toBeGreaterThan(0.43);
    expect(found).toBeLessThan(0.57);
    expect(chanceOf(theirs, rest, random)).toBeGreaterThan(0.05);
  });

  test('the same visits with and without writing come to the same number', () => {
    const differences = Array.from({ length: 50 }, (_, at) => {
      const visits = visitsOf(numbersFrom(at + 1), DAYS, true);
      const silent = visits.map((visit) => ({ ...visit, extras: [] }));
      const [wrote, never] = [visits, silent].map((each) => sum(envelopesOf(each, DAYS, numbersFrom(9000 + at))));
      return (wrote ?? 0) - (never ?? 0);
    });
    // What a last visit has left to save is never more than a few envelopes, of some five hundred.
    expect(Math.max(...differences.map(Math.abs))).toBeLessThanOrEqual(4);
    expect(differences.filter((difference) => difference === 0).length).toBeGreaterThan(30);
  });
});
