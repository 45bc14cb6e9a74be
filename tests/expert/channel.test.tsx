import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { messageSchema } from '../../src/crypto/message.ts';
import { messagePurpose } from '../../src/domain/channel.ts';
import type { Channel, Message } from '../../src/domain/channel.ts';
import type { Device, Person } from '../../src/domain/person.ts';
import { parse } from '../../src/domain/schema.ts';
import { textLimit } from '../../src/expert/channel/actions.ts';
import { seenKey } from '../../src/expert/people.ts';
import { deviceOf, openApp } from '../support/expert-app.tsx';
import type { ExpertApp, TestDevice } from '../support/expert-app.tsx';
import { person, sealedShape } from '../support/rows.ts';

const channel: Channel = { kind: 'channel', id: 'c', expert: 'aino', contact: 'mari' };
const mariRow: Person = { ...person('mari', 'contact'), name: 'Mari Laine', hours: 'Arkisin 9–16.' };
const text = 'Siellä kysyttiin liikaa.';

/** Aino's phone with a channel to Mari, open at the messages. Mari's device can seal and open. */
async function open({ withDevice = true } = {}): Promise<{ app: ExpertApp; mari: TestDevice }> {
  const devices: Device[] = [];
  const mari = await deviceOf('mari', () => devices);
  const app = await openApp({ rows: [channel, mariRow, ...(withDevice ? [mari.row] : [])], path: '/v' });
  devices.push(...[...app.server.values()].filter((row): row is Device => row.kind === 'device'));
  await screen.findByRole('heading', { level: 1, name: 'Mari Laine' });
  return { app, mari };
}

const write = (value: string) => fireEvent.input(screen.getByRole('textbox'), { target: { value } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
const messagesAt = (app: ExpertApp): Message[] => [...app.server.values()].filter((row): row is Message => row.kind === 'message');

/** A message that Mari wrote, as it lies on the server. */
async function fromMari(mari: TestDevice, id: string, words: string): Promise<Message> {
  const sealed = await mari.sealer.seal(['aino'], messagePurpose('c', id), { text: words, at: '2026-11-22T09:00:00.000Z' });
  if (!sealed.ok) throw new Error(sealed.reason);
  return { kind: 'message', id, channel: 'c', from: 'mari', sealed: sealed.value, sent: '2026-11-22T09:00:00.000Z', received: null, read: null };
}

describe('a message to the contact person', () => {
  test('says it is on this phone until the server has answered, and only then "sent"', async () => {
    const { app, mari } = await open();
    app.env.online = false;
    write(text);
    send();
    expect(await screen.findByText('Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.')).toBeTruthy();
    expect(await screen.findByText(text)).toBeTruthy();
    expect(screen.queryByText(/Lähetetty/)).toBeNull();
    app.env.online = true;
    await app.sync();
    expect(await screen.findByText('Lähetetty 12.00. Odottaa, että Mari avaa sovelluksen.')).toBeTruthy();
    const [row] = messagesAt(app);
    expect(JSON.stringify(app.env.requests)).not.toContain(text);
    const opened = await mari.sealer.open(row?.sealed ?? '', messagePurpose('c', row?.id ?? ''), ['aino']);
    expect(opened.kind === 'opened' && parse(messageSchema, opened.payload)).toMatchObject({ ok: true, value: { text } });
  });

  test('says when it arrived and when it was read', async () => {
    const { app } = await open();
    write(text);
    send();
    await screen.findByText(/Lähetetty/);
    const [row] = messagesAt(app);
    if (!row) throw new Error('nothing was sent');
    app.server.set(`message/${row.id}`, { ...row, received: '2026-11-22T12:10:00.000Z' } as Message);
    await app.sync();
    expect(await screen.findByText('Perillä 14.10')).toBeTruthy();
    app.server.set(`message/${row.id}`, { ...row, received: '2026-11-22T12:10:00.000Z', read: '2026-11-22T12:31:00.000Z' } as Message);
    await app.sync();
    expect(await screen.findByText('Mari luki 14.31')).toBeTruthy();
  });

  test('goes once, however often the button is pressed', async () => {
    const { app } = await open();
    write(text);
    send();
    send();
    await screen.findByText(/Lähetetty/);
    send();
    await app.sync();
    expect(messagesAt(app)).toHaveLength(1);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('');
  });

  test('is a draft on the phone from the first letter', async () => {
    const { app } = await open();
    write('Sii');
    expect(await screen.findByText('Luonnos. Vain tässä puhelimessa.')).toBeTruthy();
    expect(app.expert.engine.drafts.get('message:c')).toBe('Sii');
  });

  test('stays a draft while the contact person has not opened the app', async () => {
    const { app } = await open({ withDevice: false });
    write(text);
    send();
    expect(await screen.findByText('Mari ei ole vielä avannut Rastia. Viestisi on tallessa luonnoksena.')).toBeTruthy();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe(text);
    expect(app.expert.engine.pending.value).toEqual([]);
  });

  test('that the server refused stays readable and can be tried again', async () => {
    const { app } = await open();
    app.server.delete('channel/c');
    app.env.online = false;
    write(text);
    send();
    await screen.findByText(/Tässä puhelimessa\. Lähtee/);
    app.env.online = true;
    await app.sync();
    expect(await screen.findByText('Ei lähtenyt. Viesti on tallessa tässä.')).toBeTruthy();
    expect(await screen.findByText(text)).toBeTruthy();
    app.server.set('channel/c', channel);
    fireEvent.click(screen.getByRole('button', { name: 'Yritä uudelleen' }));
    expect(await screen.findByText(/Lähetetty/)).toBeTruthy();
    expect(messagesAt(app)).toHaveLength(1);
  });

  test('that is too long says so and is not cut', async () => {
    const { app } = await open();
    const long = 'a'.repeat(textLimit + 1);
    write(long);
    send();
    expect(await screen.findByText(/Viestiin mahtuu 5000 merkkiä/)).toBeTruthy();
    expect(app.expert.engine.drafts.get('message:c')).toBe(long);
    expect(app.expert.engine.pending.value).toEqual([]);
  });

  test('can begin with words that are ready', async () => {
    const { app } = await open();
    fireEvent.click(screen.getByRole('button', { name: 'Jokin tuntui turvattomalta.' }));
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Jokin tuntui turvattomalta. '));
    expect(app.expert.engine.pending.value).toEqual([]);
  });
});

describe('a message from the contact person', () => {
  test('is opened here, and the server learns only that it arrived: reading need not be accounted for', async () => {
    const { app, mari } = await open();
    app.server.set('message/m1', await fromMari(mari, 'm1', 'Kiitos kun kerroit.'));
    await app.sync();
    expect(await screen.findByText('Kiitos kun kerroit.')).toBeTruthy();
    await waitFor(() => expect(messagesAt(app)[0]?.received).not.toBeNull());
    await waitFor(() => expect(app.expert.engine.drafts.get(seenKey(messagesAt(app)[0]?.channel ?? ''))).toBe(messagesAt(app)[0]?.sent));
    expect(messagesAt(app)[0]?.read).toBeNull();
    expect(JSON.stringify(app.env.requests)).not.toContain('Kiitos');
  });

  test('that cannot be opened is one calm line among the others, and does not count as seen', async () => {
    const { app, mari } = await open();
    const [good, broken] = [await fromMari(mari, 'm1', 'Tämä aukeaa.'), await fromMari(mari, 'm2', 'Tämä ei.')];
    app.server.set('message/m1', good);
    app.server.set('message/m2', { ...broken, sealed: sealedShape() } as Message);
    await app.sync();
    expect(await screen.findByText('Tätä viestiä ei voi avata tällä laitteella.')).toBeTruthy();
    expect(await screen.findByText('Tämä aukeaa.')).toBeTruthy();
    await waitFor(() => expect(messagesAt(app).find((one) => one.id === 'm2')?.received).not.toBeNull());
    await waitFor(() => expect(app.expert.engine.drafts.get(seenKey(good.channel))).toBe(good.sent));
  });
});

describe('the conversation', () => {
  test('says first who sees it and what the law requires, and when she answers', async () => {
    await open();
    expect(screen.getByText('Ei kuulu hankkeeseen. Vain te kaksi näette viestit.')).toBeTruthy();
    expect(screen.getByText('Vastaa: arkisin 9–16.')).toBeTruthy();
    expect(screen.getByText(/yhteyshenkilösi voi joutua kertomaan siitä sosiaalityöntekijälle/)).toBeTruthy();
  });

  test('that is not agreed yet says so and points to help', async () => {
    await openApp({ path: '/v' });
    expect(await screen.findByText(/Sinulla ei ole vielä yhteyshenkilöä/)).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'Apua' }).length).toBeGreaterThan(0);
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
