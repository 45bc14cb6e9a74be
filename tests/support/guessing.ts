// What a curious administrator may do with numbers: rank people by one of them, or learn from those who are known.

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
export const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
export const variance = (values: readonly number[]): number => mean(values.map((value) => (value - mean(values)) ** 2));

export function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB, spread] = [mean(a), mean(b), Math.sqrt(variance(a) * variance(b))];
  return spread === 0 ? 0 : mean(a.map((value, at) => (value - meanA) * ((b[at] ?? 0) - meanB))) / spread;
}

/** How often somebody who writes has more of it than somebody who does not: 0.5 is chance (Mann and Whitney). */
export function auc(scores: readonly number[], writes: readonly boolean[]): number {
  const of = (which: boolean): number[] => scores.filter((_, at) => writes[at] === which);
  const [theirs, rest] = [of(true), of(false)];
  return sum(theirs.map((one) => sum(rest.map((other) => (one > other ? 1 : one === other ? 0.5 : 0))))) / (theirs.length * rest.length);
}

/** The standard deviation of that, where there is nothing to find. */
export const aucSpread = (writers: number, others: number): number => Math.sqrt((writers + others + 1) / (12 * writers * others));

export type Table = readonly (readonly number[])[];

/** Every column with mean 0 and spread 1. */
export function standardised(table: Table): number[][] {
  const columns = (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? 0));
  const scales = columns.map((column) => ({ middle: mean(column), spread: Math.sqrt(variance(column)) || 1 }));
  return table.map((row) => row.map((value, column) => (value - (scales[column]?.middle ?? 0)) / (scales[column]?.spread ?? 1)));
}

/** Logistic regression with a ridge; the scores of those to be guessed. */
export function learn(known: Table, writes: readonly boolean[], unknown: Table, ridge = 0.1): number[] {
  const width = known[0]?.length ?? 0;
  const weights = Array.from({ length: width }, () => 0);
  let bias = 0;
  function score(row: readonly number[]): number {
    let all = bias;
    for (let at = 0; at < width; at += 1) all += (row[at] ?? 0) * (weights[at] ?? 0);
    return all;
  }
  for (let round = 0; round < 150; round += 1) {
    const slopes = weights.map((weight) => ridge * weight);
    let slope = 0;
    known.forEach((row, which) => {
      const error = (1 / (1 + Math.exp(-score(row))) - Number(writes[which])) / known.length;
      slope += error;
      for (let at = 0; at < width; at += 1) slopes[at] = (slopes[at] ?? 0) + error * (row[at] ?? 0);
    });
    bias -= 0.3 * slope;
    for (let at = 0; at < width; at += 1) weights[at] = (weights[at] ?? 0) - 0.3 * (slopes[at] ?? 0);
  }
  return unknown.map(score);
}

/** The columns that tell the most of those who are known: with all of them, one would learn the noise by heart. */
function telling(rows: Table, writes: readonly boolean[]): number[] {
  const columns = (rows[0] ?? []).map((_, column) => ({ column, off: Math.abs(auc(rows.map((row) => row[column] ?? 0), writes) - 0.5) }));
  return columns.sort((a, b) => b.off - a.off).slice(0, 5).map(({ column }) => column);
}

/**
 * Knows of one half who writes and guesses the other, and the other way round, for several ways to halve them. Halves have
 * as many writers as others. The mean of how well that goes.
 */
export function learnAndGuess(table: Table, writes: readonly boolean[], random: () => number, halvings: number): number {
  const rows = standardised(table);
  const results: number[] = [];
  for (let round = 0; round < halvings; round += 1) {
    const isKnown = new Set([true, false].flatMap((which) => {
      const all = shuffled(rows.map((_, at) => at).filter((at) => writes[at] === which), random);
      return all.slice(0, all.length / 2);
    }));
    for (const known of [true, false]) {
      const [taught, asked] = [rows.flatMap((_, at) => (isKnown.has(at) === known ? [at] : [])), rows.flatMap((_, at) => (isKnown.has(at) === known ? [] : [at]))];
      const of = (which: readonly number[]): [number[][], boolean[]] => [which.map((at) => rows[at] ?? []), which.map((at) => writes[at] ?? false)];
      const [[knownRows, knownWrites], [askedRows, askedWrites]] = [of(taught), of(asked)];
      const best = telling(knownRows, knownWrites);
      const only = (some: Table): number[][] => some.map((row) => best.map((column) => row[column] ?? 0));
      results.push(auc(learn(only(knownRows), knownWrites, only(askedRows)), askedWrites));
    }
  }
  return mean(results);
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values.map((value) => ({ value, key: random() })).sort((a, b) => a.key - b.key).map(({ value }) => value);
}
