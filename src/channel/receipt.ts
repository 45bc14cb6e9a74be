import { clockOf } from '../domain/time.ts';
import { happened, linesOf } from './lines.ts';
import type { LineRecord } from './records.ts';
import type { Reading } from './store.ts';
import type { ReceiptWords } from './types.ts';

/** What one wrote oneself on a thread, line by line: when, and when it was sent and read. Times are those of Helsinki. */
export function receiptOf(store: Reading, thread: string, words: ReceiptWords): string {
  return linesOf(store, thread).filter(({ by }) => by === null).map((line) => entryOf(line, words)).join('\n\n');
}

function entryOf(line: LineRecord, words: ReceiptWords): string {
  const head = [clockOf(happened(line.written, line.at)), line.about].filter(Boolean).join(', ');
  const marks = line.state === 'withdrawn' || line.state === 'withdrawing' ? [words.withdrawn] : [
    line.sent === null ? words.queued : words.sent(clockOf(happened(line.written, line.sent))),
    ...(line.state === 'read' && line.since !== null ? [words.read(clockOf(line.since))] : []),
  ];
  return [head, line.state === 'withdrawing' ? '' : line.text, marks.join(', ')].filter((part) => part !== '').join('\n');
}
