import { effect } from '@preact/signals';
import type { Expert } from './context.ts';
import { askToKeep, storing } from './keep-store.ts';
import { lossesOf, textDrafts } from './losses.ts';
import { readNote, tellLost, writeNote } from './used-note.ts';
import type { Counts, Note } from './used-note.ts';

type Engine = Expert['engine'];

/** Lies among the drafts for as long as the store is the one that the note is about. */
const markKey = 'mark';

/**
 * Notices that the store was emptied since it was last used, keeps the note of what is in it, and asks the browser once
 * to keep it, at the first thing that somebody would miss. Returns what stops it. Rejects when the store is full.
 */
export async function watchUse(engine: Engine): Promise<() => void> {
  const before = ownNote(engine);
  const isNew = await isNewStore(engine);
  // The mark first: a note without one would tell of a loss that never was.
  if (isNew) await engine.drafts.save(markKey, true);
  const lost = before ? (isNew ? (before.lost ?? before.counts) : before.lost) : null;
  tellLost(lost);
  change(engine, { lost });
  const stopCounting = count(engine);
  const stopAsking = askOnce(engine);
  return () => {
    stopCounting();
    stopAsking();
  };
}

const ownNote = (engine: Engine): Note | undefined => {
  const note = readNote();
  return note?.person === engine.me.by ? note : undefined;
};

/** Another tab may have dismissed the loss or asked the browser meanwhile: only what is said here changes. */
function change(engine: Engine, part: Partial<Note>): void {
  writeNote({ ...(ownNote(engine) ?? { person: engine.me.by, counts: countsOf(engine), asked: false, lost: null }), ...part });
}

async function isNewStore(engine: Engine): Promise<boolean> {
  if (engine.drafts.all.value.has(markKey)) return false;
  // Another tab may just have put it there.
  await engine.drafts.reload();
  return !engine.drafts.all.value.has(markKey);
}

function countsOf(engine: Engine): Counts {
  // Private messages are left out: the note lies open on the phone, and nobody is to read there that any were written.
  const { unsent, aside, notes, thoughts } = lossesOf(engine);
  return { unsent: unsent + aside, texts: notes + thoughts, at: engine.env.now() };
}

function count(engine: Engine): () => void {
  let noted = '';
  return effect(() => {
    const counts = countsOf(engine);
    const now = `${counts.unsent} ${counts.texts}`;
    if (now === noted) return;
    noted = now;
    change(engine, { counts });
  });
}

function askOnce(engine: Engine): () => void {
  const atFirst = ownThings(engine);
  let isAsked = false;
  return effect(() => {
    if (isAsked || ![...ownThings(engine)].some(([name, value]) => atFirst.get(name) !== value)) return;
    isAsked = true;
    if (ownNote(engine)?.asked) return;
    change(engine, { asked: true });
    void ask();
  });
}

/** What the person did here and would miss: not what the app says by itself, nor what was said at the welcome. */
function ownThings(engine: Engine): ReadonlyMap<string, unknown> {
  const ops = engine.pending.value.filter(({ name }) => name !== 'person/name');
  return new Map<string, unknown>([...ops.map((op) => [op.id, true] as const), ...textDrafts(engine.drafts.all.value)]);
}

async function ask(): Promise<void> {
  if ((await storing().catch(() => 'unknown')) === 'best-effort') await askToKeep().catch(() => undefined);
}
