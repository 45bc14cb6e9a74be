import { deviceSchema } from '../domain/person.ts';
import { parse } from '../domain/schema.ts';
import { sql, textOf, textOrNull } from './db/sql.ts';
import type { Db } from './db/sql.ts';
import { writeEvent } from './events.ts';
import { isMarked } from './login-key.ts';
import { findActing, takeTurn } from './people.ts';

// A device comes with a link, and its login has a mark that no database can give it (login-key.ts). One that somebody
// wrote into a table is let in nowhere; and its owner hears of it, because somebody has tried.

/** Tells the owner of a device that no link has brought, once for each device. */
export async function tellUnknown(db: Db, { device, person }: { readonly device: string; readonly person: string }, now: string): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await findActing(tx, person);
    if (!before) return;
    await takeTurn(tx, before.project);
    await writeEvent(tx, before, { what: 'device-unknown', by: null, device, once: `unknown.${device}` }, now);
  });
}

/** Looks through all devices: at each start, and each hour. */
export async function findUnknown(db: Db, loginKey: Uint8Array, now: string): Promise<void> {
  const logins = (await db.all(sql`select device, person, sig, mark from login`)).map((columns) => ({
    device: textOf(columns, 'device'), person: textOf(columns, 'person'), sig: textOrNull(columns, 'sig'), mark: textOrNull(columns, 'mark'),
  }));
  const known = new Set(logins.filter((login) => isMarked(loginKey, login)).map(({ device }) => device));
  // Made with a link and not opened yet: they are to be sealed to already.
  for (const columns of await db.all(sql`select device from link where device is not null`)) {
    const carried: unknown = JSON.parse(textOf(columns, 'device'));
    if (typeof carried === 'object' && carried !== null && 'id' in carried && typeof carried.id === 'string') known.add(carried.id);
  }
  const rows = (await db.all(sql`select body from row where kind = 'device'`)).flatMap((columns) => {
    const device = parse(deviceSchema, JSON.parse(textOf(columns, 'body')));
    return device.ok && device.value.state === 'live' ? [{ device: device.value.id, person: device.value.person }] : [];
  });
  for (const one of [...logins, ...rows]) if (!known.has(one.device)) await tellUnknown(db, one, now);
}
