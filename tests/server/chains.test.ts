import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { chainIdOf } from '../../src/domain/chain.ts';
import { createWorld } from '../support/world.ts';

const text = (length: number): string => randomBytes(length).toString('base64url').slice(0, length);
const entry = (seq: number) => ({ body: JSON.stringify({ v: 1, seq }), sig: text(86) });

it('a signed list of devices is its owner’s to continue, only from where it stands, and stands where they do', async () => {
  const world = await createWorld();
  const genesis = text(43);
  const [first, second, other] = [entry(0), entry(1), entry(1)];
  const post = async (who: typeof world.coordinator, body: object) => (await who.post('/api/login/chain', body)).status;
  expect(await post(world.coordinator, { genesis, after: 0, entries: [first] })).toBe(200);
  expect(await post(world.coordinator, { genesis, after: 1, entries: [second] })).toBe(200);
  // Sent again it stands as it is; another entry in its place is refused, and so is somebody else's.
  expect(await post(world.coordinator, { genesis, after: 1, entries: [second] })).toBe(200);
  expect(await post(world.coordinator, { genesis, after: 1, entries: [other] })).not.toBe(200);
  expect(await post(world.coordinator, { genesis, after: 0, entries: [other] })).not.toBe(200);
  expect(await post(world.expert, { genesis, after: 2, entries: [other] })).not.toBe(200);
  expect(await post(world.coordinator, { genesis, after: 2, entries: [{ ...other, more: 1 }] })).toBe(400);
  expect(await post(world.coordinator, { genesis: text(43), after: 0, entries: Array.from({ length: 129 }, () => first) })).toBe(400);
  const row = { kind: 'chain', id: chainIdOf(genesis), person: world.coordinator.id, entries: [first, second] };
  expect((await world.coordinator.sees()).get(`chain/${row.id}`)).toEqual(row);
  // Young people seal to coordinators, and see their lists; a contact person sees neither.
  expect((await world.expert.sees()).get(`chain/${row.id}`)).toEqual(row);
  expect((await world.contact.sees()).has(`chain/${row.id}`)).toBe(false);
  await world.close();
});
