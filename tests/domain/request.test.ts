import { beforeEach, describe, expect, it } from 'vitest';
import { answerIdOf } from '../../src/domain/answer-facts.ts';
import { commentIdOf } from '../../src/domain/comment-facts.ts';
import type { Row } from '../../src/domain/op.ts';
import { sendReflection, withdrawReflection } from '../../src/domain/reflection.ts';
import { askForText, giveText, headOf, refuseText, textRequestIdOf, textRequestSchema } from '../../src/domain/request.ts';
import type { TextOf, TextRequest } from '../../src/domain/request.ts';
import { parse } from '../../src/domain/schema.ts';
import { leftOver } from '../../src/domain/tidy.ts';
import { applyRule, invitation, rowsOf, sealedShape, session } from '../support/rows.ts';

const kaisa = { by: 'kaisa', roles: ['coordinator' as const] };
const [old, anew] = [sealedShape(), sealedShape()];
const answer = answerIdOf('s.aino', 'break');
const comment = commentIdOf('s.aino');
const texts: readonly (readonly [TextOf, string])[] = [[{ kind: 'reflection', id: 'r' }, 'sealed'], [{ kind: 'answer', id: answer }, 'note'], [{ kind: 'comment', id: comment }, 'sealed']];

let rows: Map<string, Row>;
beforeEach(() => {
  rows = rowsOf(session(), { kind: 'answer', id: answer, person: 'aino', note: old, audience: 'coordinator' } as Row, { kind: 'comment', id: comment, person: 'aino', sealed: old } as Row);
  applyRule(rows, sendReflection, { id: 'r', session: 's', route: 'read', sealed: old });
});
const sealedIn = ({ kind, id }: TextOf, field: string) => (rows.get(`${kind}/${id}`) as unknown as Record<string, unknown>)[field];

describe.each(texts)('a text that somebody who came later asks for (%o)', (of, field) => {
  const request = textRequestIdOf(of, 'kaisa');
  const give = (was: string, by = 'aino') => applyRule(rows, giveText, { request, was: headOf(was), sealed: anew }, { by });

  it('is asked for once, in the sight of its writer and of whoever asks, and of nobody else', () => {
    expect(applyRule(rows, askForText, of, kaisa)).toMatchObject([{ do: 'put', row: { by: 'kaisa', person: 'aino', state: 'asked' }, scopes: ['person:aino', 'person:kaisa'] }]);
    expect(parse(textRequestSchema, rows.get(`request/${request}`)).ok).toBe(true);
    expect(applyRule(rows, askForText, of, kaisa)).toEqual([]);
    expect(sealedIn(of, field)).toBe(old);
  });

  it('is sealed anew by its writer alone, once', () => {
    applyRule(rows, askForText, of, kaisa);
    expect(give(old, 'veikka')).toBe('not-allowed');
    give(old);
    expect([sealedIn(of, field), rows.get(`request/${request}`)]).toMatchObject([anew, { state: 'given' }]);
    expect(give(anew)).toBe('not-now');
  });

  it('stays what another device has written since', () => {
    applyRule(rows, askForText, of, kaisa);
    expect(give(anew)).toBe('changed-since');
    expect([sealedIn(of, field), rows.get(`request/${request}`)]).toMatchObject([old, { state: 'asked' }]);
  });

  it('stays closed after a no, however often it is asked for', () => {
    applyRule(rows, askForText, of, kaisa);
    expect(applyRule(rows, refuseText, { request }, { by: 'veikka' })).toBe('not-allowed');
    applyRule(rows, refuseText, { request });
    expect(applyRule(rows, askForText, of, kaisa)).toEqual([]);
    expect(rows.get(`request/${request}`)).toMatchObject({ state: 'refused' });
    expect(give(old)).toBe('not-now');
  });
});

it('what was taken back, or is for oneself, is not there to be asked for', () => {
  applyRule(rows, withdrawReflection, { id: 'r' });
  expect(applyRule(rows, askForText, { kind: 'reflection', id: 'r' }, kaisa)).toBe('closed');
  rows.set(`answer/${answer}`, { kind: 'answer', id: answer, person: 'aino', note: old, audience: 'me' } as Row);
  expect(applyRule(rows, askForText, { kind: 'answer', id: answer }, kaisa)).toBe('closed');
  expect(applyRule(rows, askForText, { kind: 'comment', id: 'none' }, kaisa)).toBe('not-found');
});

it('who asked for what goes with the session that it was about', () => {
  for (const [of] of texts) applyRule(rows, askForText, of, kaisa);
  const requests = [...rows.values()].filter(({ kind }) => kind === 'request') as TextRequest[];
  const gone = leftOver(session(), invitation({ id: 's.aino', state: 'accepted' }), [], () => false, [], requests).flatMap((change) => (change.do === 'remove' ? [change.ref.id] : []));
  expect(gone.sort()).toEqual([textRequestIdOf({ id: answer }, 'kaisa'), textRequestIdOf({ id: comment }, 'kaisa')].sort());
});

it('ids stay within what an id may be, with everybody’s as long as they are', () => {
  const uuid = '550e8400-e29b-41d4-a716-446655440000';
  for (const id of [`${uuid}.${uuid}.c_outcome`, commentIdOf(`${uuid}.${uuid}`), uuid]) expect(textRequestIdOf({ id }, uuid).length).toBeLessThanOrEqual(100);
});
