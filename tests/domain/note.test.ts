import { describe, expect, it } from 'vitest';
import { answerIdOf } from '../../src/domain/answer-facts.ts';
import { chooseAnswer, writeNote } from '../../src/domain/answer.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { personScope, teamScope } from '../../src/domain/scope.ts';
import { leftOver } from '../../src/domain/tidy.ts';
import { applyRule, invitation, person, rowsOf, sealedShape, session } from '../support/rows.ts';

const id = answerIdOf('i', 'noask');
const rows = () => rowsOf(session(), invitation({ state: 'accepted' }), person('aino', 'expert'));
const writes = (all: ReturnType<typeof rows>, note: string | null, audience: Answer['audience']) => applyRule(all, writeNote, { invitation: 'i', item: 'noask', note, audience });

describe('a note for oneself', () => {
  it('is a row of its own, which stands in one’s own scope and in no other, and nothing else changes', () => {
    const all = rows();
    const sealed = sealedShape();
    expect(writes(all, sealed, 'me')).toEqual([{ do: 'put', row: { kind: 'note', id, project: 'p', invitation: 'i', person: 'aino', item: 'noask', sealed }, scopes: [personScope('aino')] }]);
    expect(all.has(`answer/${id}`)).toBe(false);
    expect(writes(all, null, 'me')).toEqual([{ do: 'remove', ref: { kind: 'note', id } }]);
    expect(writes(all, null, 'me')).toEqual([]);
  });

  it('leaves a choice on the same item as it was', () => {
    const all = rows();
    applyRule(all, chooseAnswer, { invitation: 'i', item: 'noask', answer: 'clear' });
    const before = all.get(`answer/${id}`);
    writes(all, sealedShape(), 'me');
    writes(all, sealedShape(), 'me');
    expect(all.get(`answer/${id}`)).toBe(before);
  });

  it('that was told before takes the told one back, and that is told after goes out of one’s own', () => {
    const all = rows();
    const [told, kept, again] = [sealedShape(), sealedShape(), sealedShape()];
    writes(all, told, 'coordinator');
    expect(all.get(`answer/${id}`)).toMatchObject({ note: told, audience: 'coordinator' });
    writes(all, kept, 'me');
    expect(all.get(`answer/${id}`)).toMatchObject({ note: null, audience: 'me' });
    expect(all.get(`note/${id}`)).toMatchObject({ sealed: kept });
    const changes = writes(all, again, 'host');
    expect(all.get(`answer/${id}`)).toMatchObject({ note: again, audience: 'host' });
    expect(all.has(`note/${id}`)).toBe(false);
    expect(JSON.stringify(changes)).not.toContain(kept);
    expect(changes).toContainEqual(expect.objectContaining({ scopes: [personScope('aino'), teamScope('p')] }));
  });

  it('goes with an invitation that came to nothing, and about food with the session', () => {
    const note = (item: string) => ({ kind: 'note' as const, id: answerIdOf('i', item), project: 'p', invitation: 'i', person: 'aino', item, sealed: sealedShape() });
    const removed = (state: 'accepted' | 'declined') =>
      leftOver(session(), invitation({ state }), [], () => false, [note('food'), note('break')]).flatMap((change) => (change.do === 'remove' && change.ref.kind === 'note' ? [change.ref.id] : []));
    expect(removed('accepted')).toEqual([answerIdOf('i', 'food')]);
    expect(removed('declined')).toEqual([answerIdOf('i', 'food'), answerIdOf('i', 'break')]);
  });
});
