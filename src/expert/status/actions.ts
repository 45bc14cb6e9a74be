import type { PendingOp, RefusedOp } from '../../client/db.ts';
import { messageSchema, reflectionSchema } from '../../crypto/message.ts';
import type { ReflectionText } from '../../crypto/message.ts';
import { parse } from '../../domain/schema.ts';
import type { Expert } from '../context.ts';
import { noteKey, reflectionKey } from '../draft-keys.ts';
import { takeUp } from '../instead.ts';
import { readNoteDraft, wholeNote } from '../note-draft.ts';
import { isRefused, placeOf } from './view.ts';
import type { Own as AnyOwn } from './view.ts';

type Op = PendingOp | RefusedOp;
/** What can be written anew. */
export type Own = Exclude<AnyOwn, { kind: 'older' }>;

/** An own text, opened. In the memory of the page only. */
export interface Opened {
  readonly text: string;
  /** All of own thoughts; null for other texts. */
  readonly thoughts: ReflectionText | null;
  /** What the host is told, of a note that they may know of. */
  readonly sentence?: string | undefined;
}

/** Opens what this phone sealed itself; null where it cannot. */
export async function openOwn({ sealer, engine }: Expert, own: AnyOwn): Promise<Opened | null> {
  const ready = await sealer().catch(() => undefined);
  const opened = await ready?.open(own.sealed, own.purpose, [engine.me.by]);
  if (opened?.kind !== 'opened') return null;
  if (own.kind !== 'reflection') {
    const message = parse(messageSchema, opened.payload);
    return message.ok ? { text: message.value.text, thoughts: null, sentence: message.value.sentence } : null;
  }
  const thoughts = parse(reflectionSchema, opened.payload);
  if (!thoughts.ok) return null;
  const { text, unsaid = '', hope = '' } = thoughts.value;
  return { text: [text, unsaid, hope].filter((part) => part.trim() !== '').join('\n\n'), thoughts: thoughts.value };
}

/** Where the text of this op is a draft, or becomes one. */
function draftKeyOf({ engine }: Expert, own: Own): string {
  switch (own.kind) {
    case 'note': return noteKey(own.answer);
    case 'comment': return noteKey(own.comment);
    case 'reflection': {
      const original = originalOf(engine, own.copy);
      if (original !== undefined) return original;
      const key = reflectionKey(own.session ?? own.copy);
      // Other thoughts lie there already: these get a place of their own.
      return engine.drafts.all.value.has(key) ? reflectionKey(own.copy) : key;
    }
  }
}

/** The draft whose copy this is: own thoughts stay on the phone when a copy is sent. */
export const originalOf = (engine: Expert['engine'], copy: string): string | undefined =>
  [...engine.drafts.all.value].find(([key, value]) => key.startsWith(reflectionKey('')) && memberOf(value, 'copy') === copy)?.[0];

const memberOf = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined);

const textIn = (draft: unknown): string => {
  const note = readNoteDraft(draft);
  if (note) return wholeNote(note);
  const text = typeof draft === 'object' ? memberOf(draft, 'text') : draft;
  return typeof text === 'string' ? text : '';
};

/** Does another text stand where this one would be written? Then both are kept, one under the other. */
export function meetsAnother(expert: Expert, own: Own, opened: Opened): boolean {
  const there = own.kind === 'reflection' ? '' : textIn(expert.engine.drafts.get(draftKeyOf(expert, own)));
  return there.trim() !== '' && !there.includes(opened.text);
}

/**
 * Takes the text back to where it is written, and gives the path there. First the draft is in the store, then what waits
 * leaves the queue: killed in between, it is in both. What was set aside stays in the list until the new one is sent.
 * Null: it left while it was being taken back; what was written there before is as it was. Rejects when the store is full.
 */
export async function edit(expert: Expert, op: Op, own: Own, opened: Opened): Promise<string | null> {
  const { engine } = expert;
  const key = draftKeyOf(expert, own);
  const before = engine.drafts.get(key);
  const draft = draftWith(own, opened, before, engine.env.now());
  await engine.drafts.save(key, draft);
  await takeUp(engine, key, isRefused(op) ? [op.id] : []);
  if (!isRefused(op)) {
    if (!engine.pending.value.some((one) => one.id === op.id && !one.settled)) {
      await (before === undefined ? engine.drafts.remove(key) : engine.drafts.save(key, before));
      return null;
    }
    await engine.discard(op.id);
  }
  return own.kind === 'reflection' ? `/o/${key.slice(reflectionKey('').length)}` : (placeOf(engine.live.value, op) ?? '/');
}

function draftWith(own: Own, opened: Opened, before: unknown, now: string): unknown {
  const there = textIn(before);
  const text = there.trim() === '' ? opened.text : there.includes(opened.text) ? there : `${there.trimEnd()}\n\n${opened.text}`;
  switch (own.kind) {
    case 'note': {
      const sentence = memberOf(before, 'sentence') ?? opened.sentence;
      return { text, audience: memberOf(before, 'audience') ?? own.audience, ...(sentence !== undefined && { sentence }) };
    }
    case 'comment': return { text };
    case 'reflection': {
      // The original knows more than its copy.
      if (before !== undefined) return before;
      const { text: stayed = '', unsaid = '', hope = '', how = null, ticks = [], needs = [], at = now } = opened.thoughts ?? {};
      return { how, ticks, answers: { stayed, unsaid, hope }, needs, kept: true, begun: at, copy: own.copy };
    }
  }
}

/** Takes it off the list, and lets what waited behind it go. */
export async function remove({ engine }: Expert, op: Op): Promise<void> {
  await engine.discard(op.id);
  void engine.sync.now();
}

/** Sends what waits at once, messages in private too where there are any; true where the way is open. */
export async function tryNow({ engine, channel }: Expert, withMessages: boolean): Promise<boolean> {
  const messages = withMessages ? await channel().catch(() => null) : undefined;
  await Promise.all([engine.sync.now(), messages?.look()]);
  return engine.sync.status.value.kind === 'idle' && messages !== null && (messages?.state.value.trouble ?? null) === null;
}
