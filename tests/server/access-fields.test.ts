import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerIdOf } from '../../src/domain/answer-facts.ts';
import { feeIdOf } from '../../src/domain/fee-facts.ts';
import type { Role } from '../../src/domain/op.ts';
import { answerAndSettle, answers } from '../support/answers.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, invite, sessionArgs } from '../support/world.ts';
import type { World } from '../support/world.ts';

// What a role receives, to the field. Whoever gives a role more has to write it here, where it is seen.

const person = ['hours', 'id', 'kind', 'name', 'phone', 'project', 'roles'];
const device = ['added', 'enc', 'id', 'kind', 'person', 'sig', 'state'];
const project = ['id', 'kind', 'name', 'organisation'];
const fee = ['due', 'id', 'includes', 'kind', 'minutes', 'number', 'payee', 'person', 'project', 'rate', 'rateCents', 'session', 'sessionDay', 'stall', 'state', 'steps', 'travelCents', 'unit'];
const session = [
  'aim', 'cancelled', 'comment', 'done', 'door', 'ends', 'fee', 'filled', 'food', 'id', 'ifStopped', 'kind', 'link', 'meets', 'mode', 'moved', 'naming', 'notExpected', 'number', 'organiser', 'part', 'phone', 'place',
  'present', 'programme', 'project', 'quiet', 'replyBy', 'room', 'starts', 'state', 'title', 'travel', 'type',
];
const invitation = ['agreed', 'answered', 'done', 'id', 'kind', 'late', 'person', 'project', 'session', 'state', 'support', 'withdrawn'];
const comment = ['at', 'id', 'invitation', 'kind', 'person', 'project', 'sealed', 'session'];
const decision = ['answer', 'at', 'id', 'invitation', 'kind', 'person', 'project', 'session', 'state', 'terms', 'until'];
const ride = ['adult', 'answered', 'back', 'ends', 'from', 'id', 'invitation', 'kind', 'leaves', 'mode', 'person', 'place', 'planB', 'project', 'session', 'starts', 'state'];
const answer = ['answer', 'asked', 'audience', 'id', 'invitation', 'item', 'kind', 'note', 'person', 'project', 'reply'];
const reflection = ['id', 'kind', 'person', 'project', 'route', 'sealed', 'seen', 'sent', 'session', 'state'];
const event = ['at', 'by', 'device', 'id', 'kind', 'person', 'what'];
const appointment = ['asked', 'by', 'due', 'id', 'kind', 'person', 'project', 'role', 'settledBy', 'state'];
const confirmation = ['by', 'id', 'kind', 'project'];
const request = ['at', 'by', 'id', 'kind', 'of', 'person', 'project', 'state'];
const lead = ['id', 'kind', 'person', 'project'];

const received: Readonly<Record<Role, Readonly<Record<string, readonly string[]>>>> = {
  expert: { answer, appointment, comment, decision, device, event, fee, invitation, lead, person, project, reflection, request, ride, session },
  // Nothing of the private channel, of no event, of no answer that can still be undone, and nothing that tells when somebody was last here.
  coordinator: { answer, appointment, comment, confirmation, device, event, fee, invitation, lead, person, project, reflection, request, ride, session },
  contact: { device, event, person },
  fees: { appointment, confirmation, device, event, fee, person, project },
};

// So near that an answer counts at once.
const soon = { starts: '2026-11-20T09:30:00.000Z', ends: '2026-11-20T11:00:00.000Z', replyBy: '2026-11-20' };

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { expert, coordinator, fees } = world;
  const more = {
    door: 'A', quiet: 'B', notExpected: 'C', present: [{ role: 'workers' as const, count: 2 }], naming: 'D', ifStopped: 'E',
    comment: { plan: 'F', by: '2026-12-01', fee: null }, part: { number: 1, of: 3, theme: 'G' },
  };
  const { invitation: id, session: sessionId } = await invite(coordinator, expert.id, more);
  const [held, given, today] = [await invite(coordinator, expert.id), await invite(coordinator, expert.id), await invite(coordinator, expert.id, soon)];
  const afterwards = (does: () => Promise<string>) => {
    world.server.passMinutes(180);
    return does();
  };
  const done = [
    await answerAndSettle(world.server, expert, id, 'declined'),
    await expert.does('comment/send', { invitation: id, sealed: sealedShape() }),
    await answerAndSettle(world.server, expert, id, 'accepted', more),
    await coordinator.does('invitation/withdraw', { invitation: given.invitation }),
    await coordinator.does('duty/mark', { session: sessionId, invitation: id, duty: 'pre_talk', done: true }),
    await coordinator.does('duty/mark', { session: sessionId, invitation: null, duty: 'room_told', done: true }),
    await coordinator.does('invitation/support', { invitation: id, name: 'Sari' }),
    await coordinator.does('ride/plan', { invitation: id, from: 'Koti', leaves: '2026-12-01T11:00:00.000Z', back: '2026-12-01T16:00:00.000Z' }),
    await coordinator.does('session/change', sessionArgs(sessionId, { ...more, place: 'Muualla' })),
    await coordinator.does('session/cancel', { id: given.session, fee: 'paid' }),
    await answers(expert, today.invitation, 'accepted', soon),
    await expert.does('invitation/late', { invitation: today.invitation, minutes: 10 }),
    await afterwards(() => coordinator.does('fee/confirm-hours', { fee: feeIdOf(today.invitation), minutes: 90, travelCents: 1200 })),
    await answers(expert, held.invitation, 'accepted'),
    await expert.does('answer/choose', { invitation: id, item: 'break', answer: 'ask' }),
    await expert.does('answer/write', { invitation: id, item: 'break', note: sealedShape(), audience: 'coordinator' }),
    await coordinator.does('answer/reply', { answer: answerIdOf(id, 'break'), sealed: sealedShape() }),
    await expert.does('reflection/send', { id: randomUUID(), session: null, route: 'agree', sealed: sealedShape() }),
    await coordinator.does('request/ask', { kind: 'comment', id: `comment.${id}` }),
    await fees.does('fee/stall', { fee: feeIdOf(today.invitation), why: 'tax_card', who: 'Mika', newDay: null }),
  ];
  if (done.some((outcome) => outcome !== 'ok')) throw new Error(`the story was refused: ${done.join(', ')}`);
});
afterAll(() => world.close());

const rowsOf = async (role: Role) => [...(await world[role].sees()).values()];

describe.each(['expert', 'coordinator', 'contact', 'fees'] as const)('%s', (role) => {
  it('receives these kinds with these fields, and no other', async () => {
    const fields: Record<string, string[]> = {};
    for (const row of await rowsOf(role)) fields[row.kind] = [...new Set([...(fields[row.kind] ?? []), ...Object.keys(row)])].toSorted();
    expect(fields).toEqual(received[role]);
  });
});

describe('the fee office', () => {
  it('receives nothing of a session but its number and day, and nothing of a young person but who is paid', async () => {
    const rows = await rowsOf('fees');
    const all = JSON.stringify(rows);
    for (const word of ['Työryhmä', 'Luet luonnoksen', 'Tampere', 'ammattilaista', 'Junalippu', 'Keittolounas', '"AQA']) expect(all).not.toContain(word);
    expect(JSON.stringify(await rowsOf('coordinator'))).toContain('Työryhmä');
    const people = rows.filter((row) => row.kind === 'person' || row.kind === 'device').map((row) => row['person'] ?? row.id);
    expect(people).not.toContain(world.expert.id);
    expect(people).not.toContain(world.contact.id);
    expect(rows.filter((row) => row.kind === 'fee' && row['minutes'] !== null)).toMatchObject([{ payee: 'Aino', minutes: 90 }]);
  });
});

describe('a young expert', () => {
  it('knows who the contact persons are, and none of their devices', async () => {
    const rows = await rowsOf('expert');
    expect(rows.filter(({ kind }) => kind === 'person').map(({ id }) => id)).toContain(world.contact.id);
    expect(rows.filter(({ kind }) => kind === 'device').map((row) => row['person'])).not.toContain(world.contact.id);
  });
});

describe('a contact person', () => {
  it('receives themselves and nobody else of the project', async () => {
    expect(new Set((await rowsOf('contact')).map((row) => row['person'] ?? row.id))).toEqual(new Set([world.contact.id]));
  });
});

describe('a coordinator', () => {
  it('receives nothing of the private channel, under whatever name', async () => {
    const names = (await rowsOf('coordinator')).flatMap((row) => [row.kind, ...Object.keys(row)]);
    // Events are those of their own account and of the staff's; none of a young person's.
    expect(names.filter((name) => name !== 'event' && /channel|message|mailbox|box|chain|event|login|last|token|vault/i.test(name))).toEqual([]);
    const own = (await rowsOf('expert')).filter((row) => row.kind === 'event').map(({ id }) => id);
    expect((await rowsOf('coordinator')).filter(({ id }) => own.includes(id))).toEqual([]);
  });

  it('asks for a young expert’s own scope in vain: by cursor, and by id', async () => {
    const [mine] = (await rowsOf('expert')).filter((row) => row.kind === 'event');
    const { rows } = await world.coordinator.sync([], { [`person:${world.expert.id}`]: 0 });
    expect(JSON.stringify(rows)).not.toContain(mine?.id ?? 'no event');
    for (const [name, args] of [['answer/reply', { answer: mine?.id, sealed: sealedShape() }], ['reflection/see', { id: mine?.id }], ['session/hold', { id: mine?.id }]] as const) {
      expect(await world.coordinator.does(name, args)).toBe('not-found');
    }
  });
});
