import { beforeEach, describe, expect, test } from 'vitest';
import type { PendingOp } from '../../src/client/db.ts';
import { createTriage } from '../../src/client/triage.ts';
import type { Triage } from '../../src/client/triage.ts';

const op = (seq: number): PendingOp => ({ seq, id: `op-${seq}`, name: 'answer/choose', args: {}, at: '2026-11-22T10:00:00.000Z', lane: `lane-${seq}`, settled: false });
const ops = (from: number, to: number): PendingOp[] => Array.from({ length: to - from + 1 }, (_, index) => op(from + index));

let triage: Triage;
beforeEach(() => {
  triage = createTriage();
  triage.begin();
});

describe('a request that breaks the server', () => {
  test('is followed by one of a quarter', () => {
    expect(triage.broke(ops(1, 160))).toBe('smaller');
    expect(triage.most()).toBe(40);
  });

  test('leads to full requests again as soon as the way is past it', () => {
    triage.broke(ops(1, 8));
    triage.accepted(ops(1, 2));
    expect(triage.most()).toBe(2);
    triage.accepted(ops(7, 8));
    expect(triage.most()).toBe(Number.POSITIVE_INFINITY);
  });

  test('leads to full requests again as soon as the one op is found', () => {
    triage.broke(ops(1, 100));
    triage.broke(ops(1, 4));
    triage.broke([op(1)]);
    triage.accepted([op(2)]);
    expect(triage.most()).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('an op that breaks the server alone', () => {
  test('is put off the first time, and others go first', () => {
    expect(triage.broke([op(1)])).toBe('defer');
    expect([...triage.deferred()]).toEqual(['op-1']);
  });

  test('is set aside when another was accepted before it failed again', () => {
    triage.broke([op(1)]);
    triage.accepted([op(2)]);
    expect(triage.secondChance()).toBe(true);
    expect(triage.broke([op(1)])).toBe('park');
    expect(triage.deferred().size).toBe(0);
  });

  test('is never set aside without a control, however often it fails', () => {
    for (let drain = 0; drain < 10; drain += 1) {
      triage.begin();
      triage.secondChance();
      expect(triage.broke([op(1)])).toBe('defer');
    }
  });

  test('has one more try in each drain, so that a lone one gets through by itself', () => {
    triage.broke([op(1)]);
    expect(triage.secondChance()).toBe(false);
    triage.begin();
    expect(triage.secondChance()).toBe(true);
    expect(triage.deferred().size).toBe(0);
  });

  test('is innocent again once it is accepted', () => {
    triage.broke([op(1)]);
    triage.accepted([op(1)]);
    triage.accepted([op(2)]);
    expect(triage.broke([op(1)])).toBe('defer');
  });
});

describe('three that fail in a row', () => {
  test('are an outage, and none of them is blamed', () => {
    expect([1, 2, 3].map((seq) => triage.broke([op(seq)]))).toEqual(['defer', 'defer', 'outage']);
    expect(triage.most()).toBe(1);
  });

  test('do not stand before the others at the next try', () => {
    [1, 2, 3].forEach((seq) => triage.broke([op(seq)]));
    triage.begin();
    expect([...triage.deferred()]).toEqual(['op-1', 'op-2', 'op-3']);
  });

  test('do not count from one drain to the next', () => {
    triage.broke([op(1)]);
    triage.broke([op(2)]);
    triage.begin();
    expect(triage.broke([op(3)])).toBe('defer');
  });
});
