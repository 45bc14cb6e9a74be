import type { ComponentChildren } from 'preact';
import { Button } from './Button.tsx';

interface NoticeProps {
  children: ComponentChildren;
  tone?: 'calm' | 'ok' | 'wait' | 'problem' | 'private';
  action?: { label: string; run: () => void | Promise<void> };
}

/** A calm message in the page. It says what happened, what is safe and what now; it never covers anything. */
export function Notice({ children, tone = 'calm', action }: NoticeProps) {
  return (
    <div class={`notice ${tone}`}>
      <div>{children}</div>
      {action ? (
        <Button look="quiet" onPress={action.run}>
          {action.label}
        </Button>
      ) : null}
    </div>
  );
}
