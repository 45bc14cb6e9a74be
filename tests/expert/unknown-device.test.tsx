import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBase64url } from '../../src/crypto/base64url.ts';
import { openSlots } from '../../src/crypto/slots.ts';
import { concat, prefixed, sha256, utf8 } from '../../src/crypto/bytes.ts';
import { notePurpose, replyPurpose } from '../../src/domain/answer-facts.ts';
import { invitationIdOf } from '../../src/domain/session-facts.ts';
import { reflectionPurpose } from '../../src/domain/reflection.ts';
import { pinsKey } from '../../src/expert/draft-keys.ts';
import { save, send } from '../../src/expert/reflection/actions.ts';
import { choose, saveNote } from '../../src/expert/sessions/actions.ts';
import { linkForMyDevice } from '../../src/staff/links.ts';
import { openThought } from '../../src/staff/reflections/view.ts';
import { sendReply } from '../../src/staff/answers/actions.ts';
import { insertDevice, sealedInDatabase } from '../support/ghost-device.ts';
import type { Ghost } from '../support/ghost-device.ts';
import { openRealPhone } from '../support/real-phone.tsx';
import type { RealPhone } from '../support/real-phone.tsx';
import { openDesk, openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let phone: RealPhone;
beforeEach(async () => {
  project = await openProject();
  const { secret } = await project.invite('expert', 'Aino');
  phone = await openRealPhone(project.server, secret);
  phone.show('/');
  // The first sight of everybody is kept by itself.
  await waitFor(() => {
    if (phone.expert.engine.drafts.get(pinsKey) === undefined) throw new Error('nobody was looked at yet');
  });
  await project.desk.sync();
});
afterEach(async () => {
  cleanup();
  await (await phone.expert.trust()).look();
  phone.expert.engine.stop();
  await project.close();
});

/** Tries every slot of every sealed text in the database with somebody's keys, under every purpose that there is. */
async function opensAny({ keys }: Ghost): Promise<string[]> {
  const found: string[] = [];
  for (const { kind, id, sealed } of await sealedInDatabase(project.server)) {
    const bytes = fromBase64url(sealed)!;
    const places = { 0: 6, 3: 18, 4: 40 }[bytes[1]!]!;
    const [slots, body, head] = [bytes.slice(2, 2 + places * 113), bytes.slice(2 + places * 113), bytes.slice(0, 2)];
    for (const purpose of [notePurpose(id), replyPurpose(id), reflectionPurpose(id)]) {
      if (await openSlots(slots, keys.enc, { head, purpose }, await sha256(concat(head, prefixed(utf8(purpose)), body)))) found.push(`${kind} ${purpose}`);
    }
  }
  return found;
}

const nea = () => project.desk.engine().me.by;
const aino = () => phone.expert.engine.me.by;

async function invited(): Promise<string> {
  const { engine } = project.desk.staff();
  const planned = await engine.commit('session/plan', sessionArgs('s1'));
  expect(planned).toMatchObject({ ok: true });
  const id = invitationIdOf('s1', aino());
  expect(await engine.commit('invitation/send', { id, session: 's1', person: aino() })).toMatchObject({ ok: true });
  await project.desk.sync();
  await phone.sync();
  return id;
}

describe('a device that somebody wrote into the database', () => {
  it('of the young person opens nothing of what the phone writes, and nothing that a coordinator replies; the owner is told', async () => {
    const invitation = await invited();
    const ghost = await insertDevice(project.server, aino(), 'ghost');
    await phone.sync();
    await project.desk.sync();

    await save(phone.expert, 'o1', { answers: { stayed: 'Mietin tätä.', unsaid: '', hope: '' } });
    expect(await send(phone.expert, 'o1', 'read', ['written'])).toMatchObject({ ok: true });
    expect(await saveNote(phone.expert, invitation, 'noask', 'Vain minulle', 'me')).toMatchObject({ ok: true });
    expect(await choose(phone.expert.engine, invitation, 'what', 'ask')).toMatchObject({ ok: true });
    await phone.sync();
    await project.desk.sync();
    const question = project.desk.engine().live.value.all('answer').find(({ answer }) => answer === 'ask')!;
    expect(await sendReply(project.desk.staff(), question, 'Näin se menee.')).toEqual({ ok: true, value: null });
    await project.desk.sync();
    await phone.sync();

    expect((await sealedInDatabase(project.server)).length).toBe(3);
    expect(await opensAny(ghost)).toEqual([]);
    const { reply } = phone.expert.engine.live.value.get('answer', question.id)!;
    const opened = await (await phone.expert.sealer()).open(reply!.sealed, replyPurpose(question.id), [nea()]);
    expect(opened).toMatchObject({ kind: 'opened', payload: { text: 'Näin se menee.' } });

    expect(await screen.findByText(/Tilillesi on lisätty laite/)).toBeTruthy();
    expect(screen.getByText('Se ei voi lukea mitään, mitä kirjoitat tällä puhelimella.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Sulje muut laitteet' }));
    await waitFor(() => expect(screen.queryByText(/Tilillesi on lisätty laite/)).toBeNull());
    expect(phone.expert.engine.live.value.get('device', 'ghost')?.state).toBe('left');
  }, 30_000);

  it('of a coordinator opens nothing, signs nothing that is believed, and is told on the phone; a yes lets it in from then on', async () => {
    const ghost = await insertDevice(project.server, nea(), 'ghost');
    await phone.sync();
    await save(phone.expert, 'o1', { answers: { stayed: 'Mietin tätä.', unsaid: '', hope: '' } });
    expect(await send(phone.expert, 'o1', 'read', ['written'])).toMatchObject({ ok: true });
    await phone.sync();
    expect((await sealedInDatabase(project.server)).length).toBe(1);
    expect(await opensAny(ghost)).toEqual([]);

    expect(await screen.findByText(/Nea näyttää ottaneen käyttöön uuden laitteen/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Kysyin, laite on oikea' }));
    await waitFor(() => expect(screen.queryByText(/uuden laitteen/)).toBeNull());
    await save(phone.expert, 'o2', { answers: { stayed: 'Toinen.', unsaid: '', hope: '' } });
    expect(await send(phone.expert, 'o2', 'read', ['written'])).toMatchObject({ ok: true });
    await phone.sync();
    expect(await opensAny(ghost)).toHaveLength(1);
  }, 30_000);

  it('that was closed once is not let in again when its row comes back to life', async () => {
    const ghost = await insertDevice(project.server, nea(), 'ghost');
    const pins = await phone.expert.trust();
    await phone.sync();
    await pins.say((await pins.look()).asked, true);
    const mark = (state: string) => project.server.db.transaction(async (tx) => {
      const { sql } = await import('../../src/server/db/sql.ts');
      const [row] = await tx.all(sql`select body from row where kind = 'device' and id = 'ghost'`);
      await tx.run(sql`update row set body = ${JSON.stringify({ ...JSON.parse(String(row?.body)), state })} where kind = 'device' and id = 'ghost'`);
      for (const { scope } of await tx.all(sql`select scope from feed where kind = 'device' and id = 'ghost'`)) {
        await tx.run(sql`update scope set head = head + 1 where id = ${String(scope)}`);
        await tx.run(sql`update feed set seq = (select head from scope where id = ${String(scope)}) where scope = ${String(scope)} and kind = 'device' and id = 'ghost'`);
      }
    });
    await mark('left');
    await phone.sync();
    expect((await pins.look()).asked).toEqual([]);
    await mark('live');
    await phone.sync();
    const { asked, devices } = await pins.look();
    expect(asked.map(({ id }) => id)).toEqual([ghost.id]);
    expect(devices.find(({ id }) => id === ghost.id)?.state).toBe('left');
  }, 30_000);

  it('is none where a coordinator takes another computer into use by a link of her own: it reads at once, and nobody is asked', async () => {
    const made = await linkForMyDevice(project.desk.staff());
    if (!made.ok) throw new Error(made.reason);
    const second = await openDesk(project.server);
    const staff = await second.signIn(new URL(made.value.address).hash.slice(1));
    await phone.sync();
    const { asked, devices } = await (await phone.expert.trust()).look();
    expect(asked).toEqual([]);
    expect(devices.filter(({ person, state }) => person === nea() && state === 'live')).toHaveLength(2);
    await save(phone.expert, 'o1', { answers: { stayed: 'Mietin tätä.', unsaid: '', hope: '' } });
    const sent = await send(phone.expert, 'o1', 'read', ['written']);
    await phone.sync();
    await second.sync();
    const thought = staff.engine.live.value.get('reflection', sent.ok ? sent.value : '')!;
    expect(await openThought(await staff.sealer(), thought)).toMatchObject({ text: 'Mietin tätä.' });
    // Each of her computers knows the other, and asks nothing either.
    expect((await (await staff.trust()).look()).asked).toEqual([]);
    await project.desk.sync();
    expect((await (await project.desk.staff().trust()).look()).asked).toEqual([]);
    second.visit.stop();
  }, 30_000);
});
