import { DAY } from '../../src/channel/limits.ts';
import { connect, createPhone, signIn, ticketsFor } from './month-people.ts';
import type { Phone } from './month-people.ts';
import type { Month } from './month-world.ts';
import { numbersFrom } from './visits.ts';

// What the people of a month do: when they open the app and for how long, what some of them write, and who answers.

export const DAYS = 30;
const [second, minute, hour] = [1_000, 60_000, 3_600_000];

interface Visit {
  readonly from: number;
  readonly to: number;
}

export interface Life {
  readonly writes: boolean;
  /** Writes with the debt switched off. */
  readonly isLeaky: boolean;
  /** Messages that they wrote, and that they were answered with. */
  wrote: number;
  readonly contact: number;
  readonly person: string;
  /** Boxes as the mailbox has them, in hexadecimal. */
  readonly up: string;
  readonly down: string;
  /** When the app was open. Nobody's database says it; the strongest of adversaries is told. */
  readonly visits: readonly Visit[];
}

/**
 * Lets `people` young people live thirty days, every second one of whom writes, and beside them `leaky` ones who all write;
 * and as many contact persons as it takes.
 */
export async function liveMonth(month: Month, { real, leaky, seed }: { readonly real: number; readonly leaky: number; readonly seed: number }): Promise<readonly Life[]> {
  const people = real + leaky;
  const contacts = Math.ceil(real / 40);
  const { people: logins } = await signIn(month, [...Array.from({ length: people }, () => 'expert' as const), ...Array.from({ length: contacts }, () => 'contact' as const)]);
  const phones = logins.map((login, at) => createPhone(month, login, `phone-${at}`, seed * 1_000_000 + at * 100, at >= real && at < people ? 'leaky' : 'real'));
  const desks = phones.slice(people);
  const tickets = desks.map((): Uint8Array[] => []);
  const lives: Life[] = [];
  for (const [at, phone] of phones.slice(0, people).entries()) {
    const contact = at % contacts;
    const [desk, mine] = [desks[contact], tickets[contact]];
    if (!desk || !mine) throw new Error('a contact person for everybody');
    if (mine.length === 0) mine.push(...(await ticketsFor(desk)));
    const { thread, up, down } = await connect(month, phone, desk, mine.pop() ?? new Uint8Array());
    const isLeaky = at >= real;
    // Of each contact person's people every second one: whose a box is must say nothing by itself.
    const life: Life = { isLeaky, writes: isLeaky || Math.floor(at / contacts) % 2 === 0, wrote: 0, contact, person: phone.login.id, up, down, visits: visitsOf(phone.random) };
    lives.push(life);
    expertLives(month, phone, thread, life);
  }
  desks.forEach((desk, at) => contactLives(month, desk, numbersFrom(seed * 77 + at)));
  await month.passUntil(DAYS * DAY);
  return lives;
}

function visitsOf(random: () => number): readonly Visit[] {
  const perDay = 0.05 + 0.15 * random();
  const days = Array.from({ length: DAYS }, (_, day) => day).filter(() => random() < perDay);
  const all = days.flatMap((day) => {
    const first = day * DAY + (5 + random() * 10) * hour;
    const visit = (from: number): Visit => ({ from, to: from + 8 * second - Math.log(1 - random()) * (random() < 0.15 ? 20 : 3) * minute });
    return random() < 0.2 ? [visit(first), visit(first + (3 + random() * 2) * hour)] : [visit(first)];
  });
  // Everybody opens it once more than not at all.
  return all.length > 0 ? all : [{ from: 3 * DAY + 9 * hour, to: 3 * DAY + 9 * hour + minute }];
}

/** When somebody writes: spread over the month, together, in the last second of a visit, or as the last thing they ever do. */
function moments(random: () => number, visits: readonly Visit[]): readonly number[] {
  const count = 1 + Math.floor(random() * 5);
  const pick = (): Visit => visits[Math.floor(random() * visits.length)] ?? { from: 0, to: 0 };
  const [how, one, last] = [Math.floor(random() * 4), pick(), visits.at(-1) ?? pick()];
  const inside = ({ from, to }: Visit): number => from + 6 * second + random() * Math.max(0, to - from - 7 * second);
  return Array.from({ length: count }, (_, at) => {
    if (how === 0) return inside(pick());
    if (how === 1) return Math.min(one.to - second, one.from + 20 * second + at * (20 + random() * 40) * second);
    return (how === 2 ? pick() : last).to - 1_500;
  });
}

const textOf = (random: () => number): string => 'sana '.repeat(random() < 0.8 ? 20 : 300 + Math.floor(random() * 600));

function expertLives(month: Month, phone: Phone, thread: string, life: Life): void {
  const { random, store } = phone;
  const news = (): string[] => store.all('line', `${thread}/`).filter(({ by, seen }) => by !== null && !seen).map(({ id }) => id);
  for (const { from, to } of life.visits) {
    month.at(from, () => phone.open());
    const isCurious = random() < 0.03;
    // Who has an answer sees that on the first screen, and reads it.
    if (to - from > 3 * minute) {
      month.at(from + 2 * minute + 40 * second, () => {
        const ids = news();
        if (ids.length > 0 || isCurious) void phone.post()?.look();
        if (ids.length > 0) void month.doing(() => phone.see(thread, ids));
      });
    }
    const isKilled = random() < 0.5;
    month.at(to, () => phone.hide(isKilled));
  }
  if (!life.writes) return;
  for (const at of moments(random, life.visits)) {
    const text = textOf(random);
    month.at(at - 4 * second, () => void phone.post()?.look());
    month.at(at, () => {
      life.wrote += 1;
      void month.doing(() => phone.write(thread, text));
    });
  }
}

function contactLives(month: Month, desk: Phone, random: () => number): void {
  const unread = (thread: string): string[] => desk.store.all('line', `${thread}/`).filter(({ by, seen }) => by !== null && !seen).map(({ id }) => id);
  for (let day = 0; day < DAYS; day += 1) {
    if (random() > 0.09) continue;
    const from = day * DAY + (6 + random() * 6) * hour;
    const length = (3 + random() * 37) * minute;
    month.at(from, () => desk.open());
    month.at(from + minute, () => void desk.post()?.look());
    month.at(from + 100 * second, () => {
      for (const { id } of desk.store.all('thread')) {
        const ids = unread(id);
        if (ids.length === 0) continue;
        void month.doing(() => desk.see(id, ids));
        if (random() < 0.1) continue;
        const answers = random() < 0.7 ? 1 : 2;
        for (let nth = 0; nth < answers; nth += 1) {
          const text = textOf(random);
          month.at(from + 2 * minute + random() * (length - 2 * minute), () => void month.doing(() => desk.write(id, text)));
        }
      }
    });
    month.at(from + length, () => desk.hide(random() < 0.5));
  }
}
