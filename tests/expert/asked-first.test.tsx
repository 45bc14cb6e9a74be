import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { answerIdOf, notePurpose, replyPurpose } from '../../src/domain/answer-facts.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { Row } from '../../src/domain/op.ts';
import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { noteKey, replySeenKey } from '../../src/expert/draft-keys.ts';
import { insteadKey } from '../../src/expert/instead.ts';
import { answerIn } from '../support/checklist-rows.ts';
import { openApp } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { held, invitation, session } from '../support/rows.ts';

const question = 'Kuka lukee oppaan?';
const replyWords = 'Kaksi nuorta lukee.';
const key = noteKey('i.what');
const closed = { replyBy: '2026-11-20' };
const off: Partial<Session> = { state: 'cancelled', cancelled: { at: '2026-11-22T09:00:00.000Z', fee: 'paid' } };
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const page = () => document.querySelector('main')?.textContent ?? '';

/** How it can stand when the phone is back. `sends`: the question still reaches somebody. */
const stands: readonly (readonly [string, { readonly session?: Partial<Session>; readonly invitation?: Partial<Invitation>; readonly sends: boolean }])[] = [
  ['closed', { session: closed, sends: true }],
  ['for a session that was held', { session: { state: 'held' }, sends: true }],
  ['for a cancelled session', { session: off, sends: false }],
  ['given to somebody else', { invitation: { state: 'withdrawn' }, sends: false }],
  ['declined', { invitation: { state: 'declined', answered: '2026-11-21T10:00:00.000Z' }, sends: true }],
  ['declined and closed', { session: closed, invitation: { state: 'declined', answered: '2026-11-19T10:00:00.000Z' }, sends: true }],
];

/** The coordinator's reply to a question on an item comes to the phone. */
async function reply(app: ExpertApp, item = 'what', more: Partial<Answer> = {}): Promise<void> {
  const id = answerIdOf('i', item);
  const sealed = await app.nea.sealer.seal(['aino'], replyPurpose(id), { text: replyWords, at: '2026-11-22T09:00:00.000Z' });
  if (!sealed.ok) throw new Error(sealed.reason);
  const row: Answer = {
    kind: 'answer', id, project: 'p', invitation: 'i', person: 'aino', item, answer: 'ask', asked: '2026-11-21T08:00:00.000Z', note: null, audience: 'me',
    reply: { sealed: sealed.value, by: 'nea', at: '2026-11-22T09:00:00.000Z' }, ...more,
  };
  app.server.set(`answer/${id}`, row);
  await app.sync();
}

describe('a question that was typed without a network', () => {
  test.each(stands)('is there to be read when the invitation turns out to be %s', async (_name, { session: one, invitation: two, sends }) => {
    const app = await openApp({ rows: [session(), invitation()], path: '/k/s' });
    await screen.findByRole('button', { name: 'Kysyn ensin' });
    app.env.online = false;
    click('Kysyn ensin');
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: question } });
    app.server.set('session/s', session(one));
    app.server.set('invitation/i', invitation(two));
    app.env.online = true;
    await app.sync();
    if (sends) {
      await waitFor(() => expect(screen.getByRole('textbox')).toHaveProperty('value', question));
      click('Lähetä');
      await waitFor(() => expect(answerIn(app, 'i.what')).toMatchObject({ answer: 'ask', audience: 'coordinator', note: expect.any(String) }));
      expect(await screen.findByText(question)).toBeTruthy();
    } else {
      expect(await screen.findByText(question)).toBeTruthy();
      expect(screen.getByText('Tätä ei ole lähetetty. Se on tallessa vain tässä puhelimessa.')).toBeTruthy();
      expect(screen.queryByRole('textbox')).toBeNull();
      expect(answerIn(app, 'i.what')).toBeUndefined();
    }
  });

  test('and can go nowhere is removed by its writer alone, after it was said that it does not come back', async () => {
    const { expert } = await openApp({ rows: [session(off), invitation()], path: '/k/s' });
    await expert.engine.drafts.save(insteadKey(key), ['other']);
    await expert.engine.drafts.save(key, { text: question, audience: null });
    fireEvent.click(await screen.findByText('Poista teksti'));
    expect(screen.getByText(/Sitä ei saa takaisin/)).toBeTruthy();
    expect(expert.engine.drafts.get(key)).toEqual({ text: question, audience: null });
    click('Kyllä, poista');
    await waitFor(() => expect(screen.queryByText(question)).toBeNull());
    expect([expert.engine.drafts.get(key), expert.engine.drafts.get(insteadKey(key))]).toEqual([undefined, undefined]);
  });

  test('stays in its field when the reply comes while it is typed', async () => {
    const app = await openApp({ rows: [session(), invitation()], path: '/k/s' });
    await screen.findByRole('button', { name: 'Kysyn ensin' });
    click('Kysyn ensin');
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: question } });
    await reply(app);
    expect(await screen.findByText(replyWords)).toBeTruthy();
    expect(screen.getByRole('textbox')).toHaveProperty('value', question);
  });
});

describe('the answer to a question that was asked first', () => {
  test.each(stands)('is read, and then no news any more, where the invitation is %s', async (_name, { session: one, invitation: two }) => {
    const app = await openApp({ rows: [session(one), invitation(two)], path: '/' });
    await reply(app);
    fireEvent.click(await screen.findByRole('link', { name: 'Kysymykseesi on vastattu' }));
    expect(await screen.findByText(replyWords)).toBeTruthy();
    await waitFor(() => expect(app.expert.engine.drafts.get(replySeenKey('i.what'))).toBe('2026-11-22T09:00:00.000Z'));
  });

  test('is read by somebody who has said today that they are not coming', async () => {
    const rows = [session(), invitation({ state: 'accepted', answered: '2026-11-20T08:00:00.000Z' }), held('declined', { at: '2026-11-24T09:58:00.000Z', until: '2026-11-24T10:08:00.000Z' })];
    const app = await openApp({ rows, path: '/k/s', time: '2026-11-24T10:00:00.000Z' });
    await screen.findByText('Kerroit, että et pääse tänään. Se on ok.');
    await reply(app);
    expect(await screen.findByText(replyWords)).toBeTruthy();
  });
});

describe('what was asked and written on other items', () => {
  const agreed = { terms: termsOf(session()), at: '2026-11-20T08:00:00.000Z' };
  const coming = invitation({ state: 'accepted', answered: agreed.at, agreed });
  const open = () => document.querySelector<HTMLDetailsElement>('details:has(h3)')?.open;

  test.each<readonly [string, Row]>([['cancelled', session(off)], ['asked about again', session({ place: 'Lahti' })]])('is there, under its own name, when the session is %s', async (_name, now) => {
    const app = await openApp({ rows: [session(), coming], path: '/k/s/1' });
    await app.expert.engine.drafts.save(noteKey('i.noask'), { text: 'Koulu', audience: null });
    const note = await (await app.expert.sealer()).seal([], notePurpose('i.break'), { text: 'Kynä poikittain', at: '2026-11-21T10:00:00.000Z' });
    if (!note.ok) throw new Error(note.reason);
    await reply(app, 'break', { answer: null, asked: null, note: note.value, reply: null });
    await reply(app, 'room');
    app.server.set('session/s', now);
    await app.sync();
    for (const words of ['Keitä paikalla on', replyWords, 'Taukomerkkini', 'Kynä poikittain', 'Aiheet, joista en halua kysymyksiä', 'Koulu']) expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(open()).toBe(true);
    await waitFor(() => expect(app.expert.engine.drafts.get(replySeenKey('i.room'))).toBe('2026-11-22T09:00:00.000Z'));
  });

  test('behind a yes that was undone is shown as it is, and nobody is said to know it', async () => {
    const app = await openApp({ rows: [session(), invitation()], path: '/k/s' });
    const note = await (await app.expert.sealer()).seal(['nea'], notePurpose('i.break'), { text: 'Kynä poikittain', at: '2026-11-21T10:00:00.000Z' });
    if (!note.ok) throw new Error(note.reason);
    await reply(app, 'break', { answer: null, asked: null, note: note.value, audience: 'coordinator', reply: null });
    expect(await screen.findByText('Kynä poikittain')).toBeTruthy();
    expect(open()).toBe(false);
    expect(page()).not.toMatch(/Tämän saa tietää|Lähetetty/);
  });

  test('of food is gone a day after the session, also without a network', async () => {
    const rows = [session({ ...off }), coming];
    const app = await openApp({ rows, path: '/k/s', time: '2026-11-25T15:00:01.000Z' });
    await screen.findByText(/on peruttu/);
    await reply(app, 'room');
    await reply(app, 'food');
    expect(await screen.findByText('Keitä paikalla on')).toBeTruthy();
    expect(screen.queryByText('Ruoka ja allergiat')).toBeNull();
  });
});

describe('a closed invitation', () => {
  test('that says one may ask has the way to ask, and the question reaches the coordinator', async () => {
    const app = await openApp({ rows: [session(closed), invitation()], path: '/k/s' });
    await screen.findByText(/Voit kysyä, onko vielä tilaa/);
    click('Kysyn ensin');
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'Onko vielä tilaa?' } });
    click('Lähetä');
    await screen.findByText('Kysyit. Nea vastaa tähän.');
    await waitFor(() => expect(answerIn(app, 'i.what')).toMatchObject({ answer: 'ask', audience: 'coordinator', note: expect.any(String) }));
    expect(screen.queryByRole('button', { name: 'Kysyn ensin' })).toBeNull();
  });

  test.each([['held', session({ state: 'held' }), '2026-11-22T10:00:00.000Z'], ['over', session(), '2026-11-24T15:00:00.000Z']])('to a session that is %s says nothing of room', async (_name, row, time) => {
    await openApp({ rows: [row, invitation()], path: '/k/s', time });
    await screen.findByText('Tämä kutsu ehti sulkeutua. Se ei vaikuta tuleviin.');
    expect(page()).not.toContain('Voit kysyä, onko');
    expect(screen.queryByRole('button', { name: 'Kysyn ensin' })).toBeNull();
  });

  test('takes a question behind a no that nobody else sees yet', async () => {
    const app = await openApp({ rows: [session(), invitation(), held('declined')], path: '/k/s' });
    fireEvent.click(await screen.findByRole('button', { name: 'Kysyn ensin' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.what')).toMatchObject({ answer: 'ask' }));
    expect(app.server.get('decision/decision.i')).toMatchObject({ answer: 'declined' });
  });
});
