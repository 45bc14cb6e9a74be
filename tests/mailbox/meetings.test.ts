import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { mailLimits } from '../../src/protocol/mailbox-limits.ts';
import { decodeKeepReply, encodeMeet, encodeSheet, keptSizes } from '../../src/protocol/mailbox-kept.ts';
import type { Keep, KeepReply } from '../../src/protocol/mailbox-kept.ts';
import { envelope, newKeep, openMail } from '../support/mail.ts';
import type { Mail } from '../support/mail.ts';

let mail: Mail;
beforeEach(() => {
  mail = openMail();
});
afterEach(() => mail.remove());

const asked = async (path: string, body: Uint8Array, size: number): Promise<KeepReply | number> => {
  const response = await mail.send(path, body);
  if (response.status !== 200) return response.status;
  const bytes = new Uint8Array(await response.arrayBuffer());
  return decodeKeepReply(bytes, size) ?? Promise.reject(new Error('no reply'));
};
const meet = (keep: Keep) => asked(mailPaths.meet, encodeMeet(keep), keptSizes.meetReply);
const sheet = (keep: Keep) => asked(mailPaths.sheet, encodeSheet(keep), keptSizes.sheetReply);
const done = { status: 'done', payload: null };
const there = (payload: Uint8Array) => ({ status: 'there', payload: new Uint8Array(payload) });
const begun = async (): Promise<Keep> => {
  const keep = newKeep();
  expect(await meet({ ...keep, action: 'write', ticket: mail.ticket('meet'), payload: envelope() })).toEqual(done);
  return keep;
};

describe('a meeting', () => {
  it('is made by its first step, and carries six', async () => {
    const keep = newKeep();
    const steps = Array.from({ length: 6 }, () => envelope());
    for (const [step, payload] of steps.entries()) {
      expect(await meet({ ...keep, action: 'write', step, ticket: step === 0 ? mail.ticket('meet') : null, payload })).toEqual(done);
    }
    for (const [step, payload] of steps.entries()) expect(await meet({ ...keep, step })).toEqual(there(payload));
  });

  it('says what nobody has written yet', async () => {
    expect(await meet({ ...(await begun()), step: 1 })).toEqual({ status: 'absent', payload: null });
  });

  it('takes a step once: the same again is well, another is not', async () => {
    const keep = { ...(await begun()), action: 'write' as const };
    const payload = envelope();
    for (const step of [1, 2]) {
      expect(await meet({ ...keep, step, payload })).toEqual(done);
      expect(await meet({ ...keep, step, payload })).toEqual(done);
      expect(await meet({ ...keep, step, payload: envelope() })).toBe(409);
      expect(await meet({ ...keep, action: 'read', step, payload: null })).toEqual(there(payload));
    }
  });

  it('takes the first step again after a lost reply, with the ticket that it used', async () => {
    const first = newKeep({ action: 'write', ticket: mail.ticket('meet'), payload: envelope() });
    expect([await meet(first), await meet(first)]).toEqual([done, done]);
  });

  it('is made with a fresh ticket of its own kind only', async () => {
    const used = mail.ticket('meet');
    await meet(newKeep({ action: 'write', ticket: used, payload: envelope() }));
    for (const ticket of [used, mail.ticket('box'), randomBytes(48)]) expect(await meet(newKeep({ action: 'write', ticket, payload: envelope() }))).toBe(403);
    expect(await meet(newKeep({ action: 'write', payload: envelope() }))).toBe(404);
    expect(await meet(newKeep({ action: 'write', step: 1, ticket: mail.ticket('meet'), payload: envelope() }))).toBe(404);
  });

  it('is not there for somebody with another token, who cannot end it either', async () => {
    const keep = await begun();
    const stranger = { ...keep, token: randomBytes(32) };
    for (const action of ['read', 'end'] as const) expect(await meet({ ...stranger, action })).toBe(404);
    expect(await meet({ ...stranger, action: 'write', step: 1, payload: envelope() })).toBe(404);
    expect(await meet({ ...stranger, action: 'write', ticket: mail.ticket('meet'), payload: envelope() })).toBe(404);
    expect(await meet({ ...keep, step: 1 })).toMatchObject({ status: 'absent' });
  });

  it('ends, and is as if it had never been', async () => {
    const keep = await begun();
    expect(await meet({ ...keep, action: 'end' })).toEqual(done);
    for (const action of ['read', 'end'] as const) expect(await meet({ ...keep, action })).toBe(404);
    expect(mail.look((database) => database.prepare('select step from meeting_step').all())).toEqual([]);
  });

  it('is there for 14 days', async () => {
    const keep = await begun();
    mail.passDays(mailLimits.meetingDays);
    expect(await meet(keep)).toMatchObject({ status: 'there' });
    mail.passDays(1);
    expect(await meet(keep)).toBe(404);
  });
});

describe('a recovery sheet', () => {
  const blob = () => randomBytes(16_384);

  it('is made with a ticket, read, written over without one, and taken away', async () => {
    const keep = newKeep();
    const [first, second] = [blob(), blob()];
    expect(await sheet(keep)).toBe(404);
    expect(await sheet({ ...keep, action: 'write', payload: first })).toBe(404);
    expect(await sheet({ ...keep, action: 'write', ticket: mail.ticket('box'), payload: first })).toBe(403);
    expect(await sheet({ ...keep, action: 'write', ticket: mail.ticket('meet'), payload: first })).toEqual(done);
    expect(await sheet(keep)).toEqual(there(first));
    expect(await sheet({ ...keep, action: 'write', payload: second })).toEqual(done);
    expect(await sheet(keep)).toEqual(there(second));
    expect(mail.raw().includes(first.subarray(0, 64))).toBe(false);
    expect(await sheet({ ...keep, action: 'end' })).toEqual(done);
    expect(await sheet(keep)).toBe(404);
  });

  it('is not there for another token', async () => {
    const keep = newKeep();
    await sheet({ ...keep, action: 'write', ticket: mail.ticket('meet'), payload: blob() });
    const stranger = { ...keep, token: randomBytes(32) };
    expect([await sheet(stranger), await sheet({ ...stranger, action: 'end' }), await sheet({ ...stranger, action: 'write', ticket: mail.ticket('meet'), payload: blob() })]).toEqual([404, 404, 404]);
  });

  it('is kept for 400 days after it was last written, to the end of that month', async () => {
    const keep = newKeep();
    await sheet({ ...keep, action: 'write', ticket: mail.ticket('meet'), payload: blob() });
    mail.passDays(300);
    await sheet({ ...keep, action: 'write', payload: blob() });
    mail.passDays(mailLimits.sheetDays);
    expect(await sheet(keep)).toMatchObject({ status: 'there' });
    mail.passDays(31);
    expect(await sheet(keep)).toBe(404);
  });
});
