import { describe, expect, it } from 'vitest';
import { addPerson, appointPerson } from '../../src/domain/person.ts';
import { chooseAnswer, replyToAnswer, writeNote } from '../../src/domain/answer.ts';
import { sendReflection, seeReflection, withdrawReflection } from '../../src/domain/reflection.ts';
import { applyRule, invitation, person, rowsOf, sealedShape, session } from '../support/rows.ts';

const nea = { by: 'nea', roles: ['coordinator' as const] };

describe('the team and the contact persons', () => {
  it('never mix, in whichever order it is tried', () => {
    for (const role of ['coordinator', 'fees'] as const) {
      expect(applyRule(rowsOf(person('mari', 'contact')), appointPerson, { person: 'mari', role }, nea)).toBe('on-team');
      expect(applyRule(rowsOf(person('nea', role)), appointPerson, { person: 'nea', role: 'contact' }, nea)).toBe('on-team');
    }
  });

  it('a contact person is in no scope of the project', () => {
    const changes = applyRule(rowsOf(), addPerson, { id: 'mari', name: 'Mari', role: 'contact', hours: null, phone: null }, nea);
    const joined = typeof changes === 'string' ? [] : changes.flatMap((one) => (one.do === 'join' ? [one.scope] : []));
    expect(joined).toEqual(['person:mari']);
  });
});

describe('a checklist answer', () => {
  it('is one row an item, so that two answers never overwrite each other', () => {
    const rows = rowsOf(invitation(), session());
    applyRule(rows, chooseAnswer, { invitation: 'i', item: 'break', answer: 'clear' });
    applyRule(rows, chooseAnswer, { invitation: 'i', item: 'food', answer: 'ask' });
    applyRule(rows, writeNote, { invitation: 'i', item: 'break', note: sealedShape(), audience: 'coordinator' });
    expect(rows.get('answer/i.break')).toMatchObject({ answer: 'clear', audience: 'coordinator' });
    expect(rows.get('answer/i.food')).toMatchObject({ answer: 'ask', asked: '2026-11-20T08:00:00.000Z' });
  });

  it('gets a reply only where something was asked', () => {
    const rows = rowsOf(invitation(), session());
    applyRule(rows, chooseAnswer, { invitation: 'i', item: 'food', answer: 'clear' });
    expect(applyRule(rows, replyToAnswer, { answer: 'i.food', sealed: sealedShape() }, nea)).toBe('not-now');
    applyRule(rows, chooseAnswer, { invitation: 'i', item: 'food', answer: 'ask' });
    applyRule(rows, replyToAnswer, { answer: 'i.food', sealed: sealedShape() }, nea);
    expect(rows.get('answer/i.food')).toMatchObject({ reply: { by: 'nea' } });
  });
});

describe('a reflection', () => {
  it('is refused in clear: what is not of the shape of a sealed text does not pass', () => {
    for (const sealed of ['Siellä kysyttiin liikaa.', 'Siellä kysyttiin liikaa. '.repeat(500).slice(0, 5462)]) {
      expect(applyRule(rowsOf(session()), sendReflection, { id: 'r', session: 's', route: 'read', sealed })).toBe('malformed');
      expect(applyRule(rowsOf(invitation(), session()), writeNote, { invitation: 'i', item: 'break', note: sealed, audience: 'me' })).toBe('malformed');
    }
  });

  it('that is taken back leaves no content behind, before and after it was seen', () => {
    for (const seen of [false, true]) {
      const rows = rowsOf(session());
      applyRule(rows, sendReflection, { id: 'r', session: 's', route: 'agree', sealed: sealedShape() });
      if (seen) applyRule(rows, seeReflection, { id: 'r' }, nea);
      applyRule(rows, withdrawReflection, { id: 'r' });
      expect(rows.get('reflection/r')).toMatchObject({ sealed: null, state: 'withdrawn' });
      applyRule(rows, seeReflection, { id: 'r' }, nea);
      expect(rows.get('reflection/r')).toMatchObject({ state: 'withdrawn' });
    }
  });

  it('is taken back by its writer alone', () => {
    const rows = rowsOf(session());
    applyRule(rows, sendReflection, { id: 'r', session: 's', route: 'read', sealed: sealedShape() });
    expect(applyRule(rows, withdrawReflection, { id: 'r' }, nea)).toBe('not-allowed');
  });
});
