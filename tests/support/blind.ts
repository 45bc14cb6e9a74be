import { readAtRest } from './at-rest.ts';
import { auc, learnAndGuess } from './guessing.ts';
import { DAYS, liveMonth } from './month-lives.ts';
import type { Life } from './month-lives.ts';
import { looksOf, watchedOf } from './month-looks.ts';
import type { Looks } from './month-looks.ts';
import { createMonth } from './month-world.ts';
import { numbersFrom } from './visits.ts';

/** People, what an administrator can say of each, and who writes. */
export interface Group {
  readonly writes: readonly boolean[];
  /** What lies at rest; and with it what somebody knows who watched when the app was open, which lies nowhere. */
  readonly atRest: readonly Looks[];
  readonly watched: readonly Looks[];
}

export interface Blind {
  readonly lives: readonly Life[];
  /** The code as it is; and those who never write beside those who write with the debt switched off. */
  readonly real: Group;
  readonly leaky: Group;
  readonly days: number;
  readonly failures: readonly unknown[];
  readonly log: readonly string[];
}

/** Two hundred people live a month, half of whom write. Then everything at rest is read. */
export async function liveAndLook(seed: number, real = 200, leaky = 50): Promise<Blind> {
  const month = await createMonth();
  try {
    const lives = await liveMonth(month, { real, leaky, seed });
    const rest = readAtRest(month);
    const [atRest, watched] = [looksOf(lives, rest), watchedOf(lives, rest)];
    const group = (isIn: (life: Life) => boolean): Group => {
      const of = <T>(all: readonly T[]): T[] => all.filter((_, at) => lives.some((life, which) => which === at && isIn(life)));
      return { writes: of(lives).map(({ writes }) => writes), atRest: of(atRest), watched: of(watched) };
    };
    return { lives, real: group(({ isLeaky }) => !isLeaky), leaky: group(({ isLeaky, writes }) => isLeaky || !writes), days: DAYS, failures: month.failures, log: month.lines };
  } finally {
    await month.close();
  }
}

/** What knowing one half says of the other. */
export const guessed = (looks: readonly Looks[], writes: readonly boolean[], seed: number): number =>
  learnAndGuess(tableOf(looks), writes, numbersFrom(seed), 4);

/** What each look alone says, without knowing anybody. */
export const ranked = (looks: readonly Looks[], writes: readonly boolean[]): readonly (readonly [string, number])[] =>
  Object.keys(looks[0] ?? {}).map((name) => [name, auc(looks.map((one) => one[name] ?? 0), writes)]);

const tableOf = (looks: readonly Looks[]): number[][] => looks.map((one) => Object.values(one));
