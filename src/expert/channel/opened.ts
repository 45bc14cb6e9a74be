import { useEffect, useState } from 'preact/hooks';
import { messagePurpose } from '../../domain/channel.ts';
import type { Channel } from '../../domain/channel.ts';
import { parse } from '../../domain/schema.ts';
import type { Sealer } from '../../crypto/sealer.ts';
import { messageSchema } from '../../crypto/message.ts';

/** A message as this phone could read it. It lives in memory only. */
export type OpenedText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'unreadable' };

interface SealedLine {
  readonly id: string;
  readonly from: string;
  readonly sealed: string;
}

/** Opens messages one after another; what was opened once is not opened again. What could not be is tried again when `devices` changes. */
export function useOpened(channel: Channel | undefined, lines: readonly SealedLine[], sealer: () => Promise<Sealer>, devices: number): ReadonlyMap<string, OpenedText> {
  const [opened, setOpened] = useState<ReadonlyMap<string, OpenedText>>(new Map());
  const closed = lines.filter((line) => opened.get(line.id)?.kind !== 'text');
  const key = `${channel?.id} ${devices} ${closed.map((line) => line.id).join(' ')}`;
  useEffect(() => {
    if (!channel || closed.length === 0) return;
    let wanted = true;
    void openAll(channel, closed, sealer).then((found) => {
      if (wanted) setOpened((before) => new Map([...before, ...found]));
    });
    return () => {
      wanted = false;
    };
    // Lines and sealer are new objects at every drawing; what they depend on is in the key.
  }, [key]);
  return opened;
}

async function openAll(channel: Channel, lines: readonly SealedLine[], sealer: () => Promise<Sealer>): Promise<Map<string, OpenedText>> {
  const ready = await sealer();
  const found = new Map<string, OpenedText>();
  for (const line of lines) {
    const opened = await ready.open(line.sealed, messagePurpose(channel.id, line.id), [line.from]);
    const content = opened.kind === 'opened' ? parse(messageSchema, opened.payload) : undefined;
    found.set(line.id, content?.ok ? { kind: 'text', text: content.value.text } : { kind: 'unreadable' });
  }
  return found;
}
