import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

interface PartsProps {
  label: string;
  parts: readonly string[];
  /** Which one is shown, counted from 0. */
  current: number;
  onChoose: (index: number) => void;
  children: ComponentChildren;
}

/** A page in a few parts: the tabs pattern of the ARIA Authoring Practices, moved through with the arrow keys. */
export function Parts({ label, parts, current, onChoose, children }: PartsProps) {
  const id = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const go = (index: number) => {
    onChoose(index);
    listRef.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const last = parts.length - 1;
    const to = { ArrowRight: current === last ? 0 : current + 1, ArrowLeft: current === 0 ? last : current - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <>
      <div class="parts" role="tablist" aria-label={label} ref={listRef} onKeyDown={press}>
        {parts.map((part, index) => (
          <button
            key={part}
            type="button"
            role="tab"
            id={`${id}-${index}`}
            aria-selected={index === current}
            aria-controls={`${id}-panel`}
            tabIndex={index === current ? 0 : -1}
            onClick={() => onChoose(index)}
          >
            {part}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`}>
        {children}
      </div>
    </>
  );
}
