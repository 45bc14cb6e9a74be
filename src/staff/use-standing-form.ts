import { useState } from 'preact/hooks';
import { changedIn, clashesIn, keepMine, newsIn, nothingTyped, shown, takeTheirs, typeInto } from '../client/three-way.ts';
import type { Fields, Typed } from '../client/three-way.ts';
import type { DraftOf } from '../client/drafts.ts';
import { object, parse, record, string, unknown } from '../domain/schema.ts';
import { useStaff } from './context.ts';

const typedSchema = object({ base: record(string(), unknown()), mine: record(string(), unknown()) });

export interface StandingForm<T> {
  /** As it stands, with what was typed here. */
  readonly form: T;
  /** The same, after what has just been typed. */
  readonly formNow: () => T;
  /** As it stands now: with what others have changed meanwhile. */
  readonly stands: T;
  readonly set: (change: Partial<T>) => void;
  /** Fields in which somebody else was, too: what stands stays until a person chooses. */
  readonly clashes: readonly (keyof T & string)[];
  /** Fields that others have changed since somebody began to type here. */
  readonly news: readonly (keyof T & string)[];
  readonly keep: (name: keyof T & string) => void;
  readonly take: (name: keyof T & string) => void;
  /** What a save would change. */
  readonly changed: readonly (keyof T & string)[];
  readonly hasTyped: boolean;
  /** What was typed did not fit into the store; it is only on the screen. */
  readonly isUnsaved: boolean;
  /** The draft as it is now, for the operation that takes it away. */
  readonly draft: () => DraftOf;
  readonly drop: () => Promise<void>;
}

/**
 * A form over a thing that stands. What is typed is a draft of this device, field by field: it stays when one leaves, shows in
 * every tab, and never brings back what somebody else has changed. `older`: reads a draft that an older version has kept.
 */
export function useStandingForm<T extends object>(key: string, stands: T, older?: (draft: unknown) => Typed | undefined): StandingForm<T> {
  const { drafts } = useStaff().engine;
  const [isUnsaved, setUnsaved] = useState(false);
  const now: Fields = Object.fromEntries(Object.entries(stands));
  const typedNow = (): Typed => {
    const draft = drafts.all.value.get(key);
    const kept = parse(typedSchema, draft);
    if (kept.ok) return { base: kept.value.base, mine: Object.fromEntries(Object.entries(kept.value.mine).filter(([name]) => name in now)) };
    return (draft === undefined ? undefined : older?.(draft)) ?? nothingTyped;
  };
  const typed = typedNow();
  const save = (next: Typed) => {
    const kept = Object.keys(next.mine).length === 0 ? drafts.remove(key) : drafts.save(key, next);
    kept.then(
      () => setUnsaved(false),
      () => setUnsaved(true),
    );
  };
  const names = (list: readonly string[]) => list as readonly (keyof T & string)[];
  return {
    form: shown(typed, now) as T,
    formNow: () => shown(typedNow(), now) as T,
    stands,
    // As it is now: two fields may change before the form is drawn again.
    set: (change) => save(typeInto(typedNow(), now, Object.fromEntries(Object.entries(change)))),
    clashes: names(clashesIn(typed, now)),
    news: names(newsIn(typed, now)),
    keep: (name) => save(keepMine(typedNow(), now, name)),
    take: (name) => save(takeTheirs(typedNow(), now, name)),
    changed: names(changedIn(typed, now)),
    hasTyped: Object.keys(typed.mine).length > 0,
    isUnsaved,
    draft: () => ({ key, value: drafts.get(key) }),
    drop: () => drafts.remove(key),
  };
}
