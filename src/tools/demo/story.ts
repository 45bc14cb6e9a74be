import { randomUUID } from 'node:crypto';
import { answerIdOf, notePurpose, replyPurpose } from '../../domain/answer-facts.ts';
import { feeIdOf } from '../../domain/fee-facts.ts';
import type { Role } from '../../domain/op.ts';
import { reflectionPurpose } from '../../domain/reflection.ts';
import { invitationIdOf } from '../../domain/session-facts.ts';
import { termsOf } from '../../domain/terms.ts';
import { addDays } from '../../domain/time.ts';
import { redeem } from './actor.ts';
import type { ChannelCodes } from './channel.ts';
import type { Actor, Ask } from './actor.ts';
import type { Facts } from './sessions.ts';
import { at, nextTalk, openGroup, pastGroup, pastLecture, series } from './sessions.ts';

/** What the story is told with: the server, and the clock that it goes by while the story is told. */
export interface Telling {
  readonly ask: Ask;
  readonly setup: string;
  readonly today: string;
  setClock(instant: string): void;
}

export type Cast = Readonly<Record<Role, Actor>>;
/** A young expert beside the story, whom nobody is paired with yet. */
export interface Second {
  readonly actor: Actor;
  readonly link: string;
}
export type Links = Readonly<Record<Role, string>>;

/** Of the second young expert. */
export const secondName = 'Elli';

export const names: Readonly<Record<Role, string>> = { expert: 'Aino', coordinator: 'Nea Salo', contact: 'Mari Laine', fees: 'Pirjo Koski' };

/**
 * Tells the example project with the system's own operations: everything that stands in the database afterwards was
 * pushed by somebody who may, and what is private was sealed on the way in. Everybody makes the link to their next device
 * first: so what is told afterwards is sealed to that device too, and can be read on it.
 */
export async function tellStory(telling: Telling, codes: ChannelCodes | undefined): Promise<{ cast: Cast; links: Links; second: Second }> {
  const { ask, today } = telling;
  const when = (days: number, clock: string) => telling.setClock(at(today, days, clock));

  const nea = await redeem(ask, telling.setup);
  await nea.perform('project/name', { name: 'Nuorten näkemä', organisation: 'Esimerkin hyvinvointialue' });
  await nea.perform('person/describe', { name: names.coordinator, hours: 'Arkisin 9–17', phone: '+358 50 000 0000' });
  const [aino, mari, pirjo] = [await add('expert', null), await add('contact', 'Arkisin 9–16'), await add('fees', null)];
  const cast = { expert: aino, coordinator: nea, contact: mari, fees: pirjo };
  const links = await makeLinks(cast, codes);
  const elli = await add('expert', null, secondName);
  const second = { actor: elli, link: await elli.link() };

  await tellPast();
  await tellComing(telling, cast);
  return { cast, links, second };

  async function add(role: Role, hours: string | null, name = names[role]): Promise<Actor> {
    const id = randomUUID();
    await nea.perform('person/add', { id, name, role, hours, phone: role === 'contact' ? '+358 50 000 0001' : null });
    return redeem(ask, await nea.invite(id));
  }

  async function tellPast(): Promise<void> {
    when(-50, '10:00');
    const [group, lecture] = [randomUUID(), randomUUID()];
    const groupInvitation = await invite(cast, pastGroup(today, group));
    const lectureInvitation = await invite(cast, pastLecture(today, lecture));
    when(-49, '18:30');
    await accept(cast, groupInvitation);
    await accept(cast, lectureInvitation);
    when(-39, '09:00');
    await nea.perform('session/hold', { id: group });
    await nea.perform('fee/confirm-hours', { fee: feeIdOf(groupInvitation.invitation), minutes: 120, travelCents: 1240 });
    when(-37, '09:00');
    await pirjo.perform('fee/advance', { fee: feeIdOf(groupInvitation.invitation), to: 'approved' });
    await pirjo.perform('fee/advance', { fee: feeIdOf(groupInvitation.invitation), to: 'sent_to_payment' });
    when(-24, '09:00');
    await pirjo.perform('fee/pay', { fee: feeIdOf(groupInvitation.invitation), day: addDays(today, -24) });
    // The lecture's fee is late: it waits at the office past its promised day.
    when(-18, '09:00');
    await nea.perform('session/hold', { id: lecture });
    await nea.perform('fee/confirm-hours', { fee: feeIdOf(lectureInvitation.invitation), minutes: 45, travelCents: 2300 });
    when(-16, '09:00');
    await pirjo.perform('fee/advance', { fee: feeIdOf(lectureInvitation.invitation), to: 'approved' });
    // A reflection on its way: sent so that the two agree together, read, not yet talked through.
    when(-18, '20:15');
    const reflection = randomUUID();
    const text = 'Olisin halunnut nähdä kysymykset etukäteen. Nyt kysyttiin asioita, joista en puhu.';
    const payload = { text, at: at(today, -18, '20:15'), ticks: ['too-much'] };
    const sealed = await aino.seal([nea.person], reflectionPurpose(reflection), payload);
    await aino.perform('reflection/send', { id: reflection, session: lecture, route: 'agree', sealed });
    when(-17, '08:40');
    await nea.perform('reflection/see', { id: reflection });
  }
}

/** One link a person, each to a new device of their own. */
export async function makeLinks(cast: Cast, codes: ChannelCodes | undefined): Promise<Links> {
  return { expert: await cast.expert.link(codes?.expert), coordinator: await cast.coordinator.link(), contact: await cast.contact.link(codes?.contact), fees: await cast.fees.link() };
}

/** What lies ahead: tomorrow's talk, half prepared; a series; and an invitation that waits for an answer. */
export async function tellComing(telling: Omit<Telling, 'setup'>, cast: Cast): Promise<void> {
  const { today } = telling;
  const { expert: aino, coordinator: nea } = cast;
  const when = (days: number, clock: string) => telling.setClock(at(today, days, clock));

  when(-10, '09:30');
  const invited = await invite(cast, nextTalk(today, randomUUID()));
  const talk = invited.invitation;
  const third = await invite(cast, series(today, randomUUID()));
  when(-9, '16:00');
  await accept(cast, invited);
  await accept(cast, third);
  await aino.perform('answer/choose', { invitation: talk, item: 'room', answer: 'clear' });
  const answer = answerIdOf(talk, 'break');
  const note = await aino.seal([nea.person], notePurpose(answer), { text: 'Kynä poikittain', at: at(today, -9, '16:02') });
  await aino.perform('answer/write', { invitation: talk, item: 'break', note, audience: 'coordinator' });
  await aino.perform('answer/choose', { invitation: talk, item: 't_qa', answer: 'ask' });
  when(-8, '09:20');
  const asked = answerIdOf(talk, 't_qa');
  const text = 'Minä otan kysymykset vastaan ja valitsen niistä. Voit aina sanoa, että tähän en vastaa.';
  const reply = await nea.seal([aino.person], replyPurpose(asked), { text, at: at(today, -8, '09:20') });
  await nea.perform('answer/reply', { answer: asked, sealed: reply });
  // One question is still open, with words of her own.
  when(-1, '10:40');
  const open = answerIdOf(talk, 'name');
  const question = await aino.seal([nea.person], notePurpose(open), { text: 'Tuleeko tästä tallenne?', at: at(today, -1, '10:40') });
  await aino.perform('answer/choose', { invitation: talk, item: 'name', answer: 'ask' });
  await aino.perform('answer/write', { invitation: talk, item: 'name', note: question, audience: 'coordinator' });
  when(-1, '11:00');
  await invite(cast, openGroup(today, randomUUID()));
}

interface Invited {
  readonly invitation: string;
  readonly facts: Facts;
}

async function invite({ coordinator, expert }: Cast, facts: Facts): Promise<Invited> {
  await coordinator.perform('session/plan', facts);
  const id = invitationIdOf(facts.id, expert.person);
  await coordinator.perform('invitation/send', { id, session: facts.id, person: expert.person });
  return { invitation: id, facts };
}

async function accept({ expert }: Cast, { invitation, facts }: Invited): Promise<void> {
  await expert.perform('invitation/answer', { invitation, answer: 'accepted', terms: termsOf(facts) });
}
