export function quantile(values: readonly number[], q: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * q)] ?? Number.NaN;
}

/** Between the two in the middle where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

export function line(what: string, ...parts: readonly string[]): void {
  process.stdout.write(`${what.padEnd(34)} ${parts.join('  ')}\n`);
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`.padStart(10);

/**
 * A line with the medians of both, and how many times the second the first takes: the median of the repetitions' own
 * ratios, because what else the machine does at a moment hits neighbours alike.
 */
export function compare(what: string, one: readonly number[], other: readonly number[], names: readonly [string, string] = ['ours', 'floor']): number {
  const ratio = median(one.map((value, repetition) => value / (other[repetition] ?? Number.NaN)));
  line(what, `${names[0]} ${ms(median(one))}`, `${names[1]} ${ms(median(other))}`, `× ${ratio.toFixed(2)}`);
  return rounded(ratio);
}
