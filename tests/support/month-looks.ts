import { DAY } from '../../src/channel/limits.ts';
import type { AtRest, BoxAtRest } from './at-rest.ts';
import { correlation, mean, sum, variance } from './guessing.ts';
import { DAYS } from './month-lives.ts';
import type { Life } from './month-lives.ts';

// What an administrator looks at. They are given more than they have: which two boxes are whose, and who shares a contact
// person, stand in no file.

export type Looks = Readonly<Record<string, number>>;

export function looksOf(lives: readonly Life[], rest: AtRest): Looks[] {
  return lives.map((life) => {
    const [up, down] = [rest.box(life.up), rest.box(life.down)];
    const others = lives.filter(({ contact, up: id }) => contact === life.contact && id !== life.up).map((other) => rest.box(other.down).days);
    return {
      ...prefixed('up', ofBox(up)), ...prefixed('down', ofBox(down)), ...prefixed('down beside others', besideOthers(down.days, others)),
      'up against down': sum(up.days) / Math.max(1, sum(down.days)),
      'up with down': correlation(up.days, down.days),
      'up with the log': correlation(up.days, rest.syncs),
      'last seen by the app': rest.seen(life.person),
      'last seen against the last envelope': rest.seen(life.person) - up.days.findLastIndex((count) => count > 0),
      'down on the days of up': mean(down.days.filter((_, day) => (up.days[day] ?? 0) > 0)),
      'down on the day after': mean(down.days.filter((_, day) => (up.days[day - 1] ?? 0) > 0)),
    };
  });
}

const prefixed = (name: string, looks: Looks): Looks => Object.fromEntries(Object.entries(looks).map(([key, value]) => [`${name}: ${key}`, value]));

function ofBox({ days, last, first, month, runs }: BoxAtRest): Looks {
  const used = days.filter((count) => count > 0);
  const on = (test: (count: number) => boolean): number => used.filter(test).length;
  return {
    total: sum(days), 'a day': mean(used), 'the most': Math.max(...used, 0), 'the least': Math.min(...used, 99), 'how days differ': variance(used), 'days used': used.length,
    'the first day': used[0] ?? 0, 'the last day': used.at(-1) ?? 0, 'last number': last, 'numbers that are missing': last - first + 1 - sum(days), month: Number(month.slice(5)),
    'odd days': on((count) => count % 2 === 1), 'days with three or fewer': on((count) => count <= 3), 'days with four': on((count) => count === 4), 'days with five': on((count) => count === 5),
    'days with six': on((count) => count === 6), 'days with seven': on((count) => count === 7), 'days with more': on((count) => count > 7),
    'thin after full': used.filter((count, at) => at > 0 && (used[at - 1] ?? 0) - count >= 3).length,
    'side by side in the file': mean(runs), 'alone in the file': runs.filter((run) => run === 1).length, 'the longest in the file': Math.max(...runs, 0),
  };
}

/** One contact person's boxes are all used at the same times: a box that differs from the others says something. */
function besideOthers(days: readonly number[], others: readonly (readonly number[])[]): Looks {
  const usual = days.map((_, day) => median(others.map((other) => other[day] ?? 0)));
  const differences = days.map((count, day) => count - (usual[day] ?? 0));
  const least = days.map((_, day) => Math.min(...others.map((other) => other[day] ?? 0)));
  const most = days.map((_, day) => Math.max(...others.map((other) => other[day] ?? 0)));
  return {
    'how far': sum(differences.map(Math.abs)), 'days that differ': differences.filter((difference) => difference !== 0).length, 'the furthest up': Math.max(...differences),
    'the furthest down': Math.min(...differences), 'above all': days.filter((count, day) => count > (most[day] ?? 0)).length, 'below all': days.filter((count, day) => count < (least[day] ?? 0)).length,
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Of somebody who also watched every day how often and how long the app was open, which is kept nowhere. */
export function watchedOf(lives: readonly Life[], rest: AtRest): Looks[] {
  const looks = looksOf(lives, rest);
  return lives.map(({ visits, up }, at) => {
    const { days } = rest.box(up);
    const plan = Array.from({ length: DAYS }, (_, day) => {
      const these = visits.filter(({ from }) => Math.floor(from / DAY) === day);
      return { visits: these.length, ticks: sum(these.map(({ from, to }) => Math.max(0, Math.floor((to - from - 50_000) / 900_000)))) };
    });
    const more = days.map((count, day) => count - 5 * (plan[day]?.visits ?? 0) - (plan[day]?.ticks ?? 0)).filter((_, day) => (plan[day]?.visits ?? 0) > 0);
    return {
      ...looks[at], 'more than planned': sum(more), 'the most more': Math.max(...more), 'the least more': Math.min(...more), 'how it differs': variance(more),
      'more than can be': more.filter((one, day) => one > Math.max(1, plan[day]?.visits ?? 1)).length, 'less than can be': more.filter((one) => one < -1).length,
    };
  });
}
