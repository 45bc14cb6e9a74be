import { describe, expect, test } from 'vitest';
import { nextBatch } from '../../src/client/batch.ts';
import type { PendingOp, RefusedOp } from '../../src/client/db.ts';
import { maxOps } from '../../src/protocol/limits.ts';

const noLimits = { most: maxOps, deferred: new Set<string>() };
const at = '2026-11-22T10:00:00.000Z';
const op = (seq: number, lane = `lane-${seq}`, args: unknown = {}, settled = false): PendingOp => ({ seq, id: `op-${seq}`, name: 'answer/choose', args, at, lane, settled });
const refused = (seq: number, lane: string): RefusedOp => ({ seq, id: `op-${seq}`, name: 'answer/choose', args: {}, at, lane, reason: 'taken', refusedAt: at });
const seqs = (batch: readonly PendingOp[]): number[] => batch.map(({ seq }) => seq);

describe('the next request', () => {
  test('takes everything that waits, oldest first', () => {
    expect(seqs(nextBatch([op(1), op(2), op(3)], [], noLimits))).toEqual([1, 2, 3]);
  });

  test('leaves out what the server has already', () => {
    expect(seqs(nextBatch([op(1, 'a', {}, true), op(2, 'a')], [], noLimits))).toEqual([2]);
  });

  test('holds what stands behind a refused op of its lane, and nothing else', () => {
    expect(seqs(nextBatch([op(1, 'a'), op(3, 'a'), op(4, 'b')], [refused(2, 'a')], noLimits))).toEqual([1, 4]);
  });

  test('holds what stands behind a deferred op of its lane, and nothing else', () => {
    expect(seqs(nextBatch([op(1, 'a'), op(2, 'a'), op(3, 'b')], [], { ...noLimits, deferred: new Set(['op-1']) }))).toEqual([3]);
  });

  test('takes no more ops than it may', () => {
    const many = Array.from({ length: maxOps + 1 }, (_, index) => op(index + 1));
    expect(nextBatch(many, [], noLimits)).toHaveLength(maxOps);
    expect(seqs(nextBatch(many, [], { ...noLimits, most: 2 }))).toEqual([1, 2]);
  });
});
