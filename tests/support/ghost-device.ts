import { createDeviceKeys, deviceCard } from '../../src/crypto/keys.ts';
import type { DeviceKeys } from '../../src/crypto/keys.ts';
import { sql } from '../../src/server/db/sql.ts';
import type { TestServer } from './server.ts';

/** A device that whoever has the database wrote into it: nobody's phone, with keys that somebody else holds. */
export interface Ghost {
  readonly id: string;
  readonly keys: DeviceKeys;
}

/** Writes a row of a device for this person, wherever the person's own row stands, as the server would. By SQL alone. */
export async function insertDevice({ db }: TestServer, person: string, id: string): Promise<Ghost> {
  const keys = await createDeviceKeys();
  const row = { kind: 'device', person, added: '2026-11-22T09:00:00.000Z', state: 'live', ...(await deviceCard(id, keys)) };
  const [known] = await db.all(sql`select project from row where kind = 'person' and id = ${person}`);
  await db.run(sql`insert into row (kind, id, project, version, body, made_by) values ('device', ${id}, ${String(known?.project)}, 1, ${JSON.stringify(row)}, ${person})`);
  for (const { scope } of await db.all(sql`select scope from feed where kind = 'person' and id = ${person}`)) {
    await db.run(sql`update scope set head = head + 1 where id = ${String(scope)}`);
    await db.run(sql`insert into feed (scope, kind, id, seq, since, gone) select ${String(scope)}, 'device', ${id}, head, head, 0 from scope where id = ${String(scope)}`);
  }
  return { id, keys };
}

/** Every sealed text that lies in the database. */
export async function sealedInDatabase({ db }: TestServer): Promise<readonly { kind: string; id: string; sealed: string }[]> {
  const rows = await db.all(sql`select kind, id, body from row`);
  return rows.flatMap(({ kind, id, body }) => (String(body).match(/[\w-]{5462,}/g) ?? []).map((sealed) => ({ kind: String(kind), id: String(id), sealed })));
}
