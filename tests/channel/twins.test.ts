import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../src/channel/limits.ts';
import { routes } from '../../src/server/routes.ts';
import { connect, createPhone, signIn, ticketsFor } from '../support/month-people.ts';
import type { Phone } from '../support/month-people.ts';
import { createMonth } from '../support/month-world.ts';
import type { Month } from '../support/month-world.ts';
import type { Someone } from '../support/world.ts';

// Three young people who do the same at the same moments: one of them also writes, one is paired and never writes, and one
// has no channel. What lies on the server of the one, and what it answers about them, is what it has of the other two.

const DAYS = 12;
const [minute, hour] = [60_000, 3_600_000];

let month: Month;
let [coordinator, fees] = [{} as Someone, {} as Someone];
let phones: readonly Phone[] = [];
let boxes: readonly { up: string; down: string }[] = [];
let before = { app: new Map<string, string>(), mail: new Map<string, string>() };

beforeAll(async () => {
  month = await createMonth();
  const team = await signIn(month, ['expert', 'expert', 'expert', 'contact', 'fees']);
  const [writer, silent, alone, contact, office] = team.people;
  if (!writer || !silent || !alone || !contact || !office) throw new Error('they are signed in');
  [coordinator, fees] = [team.coordinator, office];
  // The same seed: what is drawn is the same, as well.
  const three = [writer, silent, alone].map((login, at) => createPhone(month, login, `phone-${at}`, 4_711, 'real'));
  const desk = createPhone(month, contact, 'desk', 99, 'real');
  phones = three;
  before = { app: dump(month.appFile), mail: dump(month.file) };
  const tickets = await ticketsFor(desk);
  const threads: string[] = [];
  const made = [];
  for (const [at, phone] of three.slice(0, 2).entries()) {
    // Ids are drawn with the phone's numbers: the second one's must be others.
    const pair = await connect(month, at === 0 ? phone : { ...phone, random: () => Math.random() }, desk, tickets[at] ?? new Uint8Array());
    made.push(pair);
    threads.push(pair.thread);
  }
  boxes = made;
  for (let day = 0; day < DAYS; day += 1) {
    const from = day * DAY + 9 * hour + day * 13 * minute;
    month.at(from, () => [...three, desk].forEach((phone) => phone.open()));
    // Two messages, some days apart, each in a visit that has room for it; a long visit after them.
    if (day === 2 || day === 5) month.at(from + 2 * minute, () => void month.doing(async () => three[0]?.write(threads[0] ?? '', 'Voinko soittaa sinulle?')));
    month.at(from + (day === 7 ? 40 : 4) * minute, () => [...three, desk].forEach((phone) => phone.hide(day % 2 === 0)));
  }
  await month.passUntil(DAYS * DAY);
}, 60_000);
afterAll(() => month.close());

/** Every row of a database file, by table and key, as text. */
function dump(file: string): Map<string, string> {
  const database = new DatabaseSync(file);
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all().map(({ name }) => String(name));
    return new Map(tables.flatMap((table) => database.prepare(`select * from "${table}"`).all().map((row): [string, string] => {
      const text = JSON.stringify(row, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value));
      return [`${table} ${text}`, text];
    })));
  } finally {
    database.close();
  }
}

/** Somebody's ids, names and secrets stand as the same words. */
function anonymous(text: string, { login: { id, device } }: Phone): string {
  return text.replaceAll(id, 'person').replaceAll(device, 'device').replaceAll(/expert \d/g, 'name').replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id').replaceAll(/[A-Za-z0-9_-]{87}|[A-Za-z0-9_-]{43}/g, 'random')
    .replaceAll(/"(op|made_by|hash|token_hash|claim_hash|proof_hash)":"[^"]*"/g, '"$1":"random"')
    // What was written in one after the other, while they were signed in, has numbers and milliseconds of its own.
    .replaceAll(/"(seq|since|version|head)":\d+/g, '"$1":0').replaceAll(/T00:00:\d\d\.\d{3}Z/g, 'T');
}

const about = (all: Iterable<string>, phone: Phone): string[] =>
  [...all].filter((text) => text.includes(phone.login.id) || text.includes(phone.login.device)).map((text) => anonymous(text, phone)).sort();

describe('somebody who writes, and two who do the same without writing,', () => {
  test('did so: it was sent and read', () => {
    const [lines] = phones.map(({ store }) => store.all('line'));
    expect(lines?.map(({ state }) => state)).toEqual(['received', 'received']);
    expect(phones[1]?.store.all('line')).toEqual([]);
  });

  test('have changed nothing in the app\u2019s database but the day on which they were seen last', () => {
    const changed = [...dump(month.appFile).keys()].filter((row) => !before.app.has(row));
    expect(new Set(changed.map((row) => row.split(' ')[0]))).toEqual(new Set(['login']));
    expect(phones.map(({ login }) => changed.filter((row) => row.includes(login.id)).length)).toEqual([1, 1, 1]);
  });

  test('have the same in the app\u2019s database, and so has whoever was never paired', () => {
    const all = dump(month.appFile).keys();
    const [writer, silent, alone] = phones.map((phone) => about([...dump(month.appFile).keys()], phone));
    expect([...all].length).toBeGreaterThan(20);
    expect(writer?.length).toBeGreaterThan(3);
    expect(silent).toEqual(writer);
    expect(alone).toEqual(writer);
  });

  test('have the same in the mailbox but for random bytes; there is nobody in it', () => {
    const database = new DatabaseSync(month.file);
    const shapes = boxes.map(({ up, down }) => [up, down].map((id) => ({
      box: database.prepare('select last, month, length(write_hash) as w, length(read_hash) as r, length(owner_hash) as o from box where hex(id) = ?').all(id.toUpperCase()),
      envelopes: database.prepare('select n, day, length(digest) as d, length(bytes) as b from envelope where hex(box) = ? order by n').all(id.toUpperCase()),
    })));
    const bytes = database.prepare('select bytes from envelope').all().map((row) => (row['bytes'] instanceof Uint8Array ? row['bytes'] : new Uint8Array()));
    database.close();
    expect(shapes[0]?.[0]?.envelopes.length).toBeGreaterThan(DAYS * 3);
    // What goes up is the same to the last one. What comes down is drawn for each box.
    expect(shapes[1]?.[0]).toEqual(shapes[0]?.[0]);
    const months = shapes.map((two) => two[1]?.box.map(({ last: _last, ...rest }) => rest));
    expect(months[1]).toEqual(months[0]);
    expect(bytes.every((one) => one.length === 4_096)).toBe(true);
    const added = [...dump(month.file).values()].filter((text) => !before.mail.has(text));
    for (const { login } of phones) for (const word of [login.id, login.device, login.project, 'expert', 'Voinko']) expect(added.some((text) => text.includes(word))).toBe(false);
  });

  test('of what happened in the mailbox no line of the log tells, nor of the tickets for it', () => {
    const routesSeen = new Set(month.lines.map((line) => /"route":"([^"]*)"/.exec(line)?.[1]));
    expect([...routesSeen].toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['/api/links/redeem', '/api/sync']);
  });
});

describe('the team', () => {
  test.each([['the coordinator', () => coordinator], ['the fee office', () => fees]])('%s sees the same of each, on every route', async (_name, who) => {
    const rows = [...(await who().sees()).values()].map((row) => JSON.stringify(row));
    const [writer, silent, alone] = phones.map((phone) => about(rows, phone));
    expect(silent).toEqual(writer);
    expect(alone).toEqual(writer);

    const words = JSON.stringify(rows);
    for (const word of ['channel', 'mailbox', 'thread', ...boxes.flatMap(({ up, down }) => [up, down])]) expect(words).not.toContain(word);

    const asked = routes.filter(({ path }) => !['/*', '/api/wake', '/api/login/leave'].includes(path));
    expect(asked.length).toBeGreaterThan(8);
    for (const { method, path } of asked) {
      const answers: string[][] = [];
      for (const phone of phones) {
        const { id, device } = phone.login;
        const bodies = [{}, { person: id }, { person: id, kind: 'box' }, { device }, { id }, { person: id, device }];
        // Tries are counted by network, as if each were asked about from another one.
        const headers = { 'content-type': 'application/json', 'x-test-address': id };
        const said = method === 'GET' ? [await who().fetch(`${path}?person=${id}`)]
          : await Promise.all(bodies.map((body) => who().fetch(path.replace('*', id), { method: 'POST', headers, body: JSON.stringify(body) })));
        answers.push(await Promise.all(said.map(async (one) => `${one.status} ${anonymous(await one.text(), phone)}`)));
      }
      expect(answers[1], path).toEqual(answers[0]);
      expect(answers[2], path).toEqual(answers[0]);
    }
  });
});
