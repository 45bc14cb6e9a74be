import { useRef, useState } from 'preact/hooks';
import type { Duty } from '../../../domain/duty-facts.ts';
import { isTicked } from '../../../domain/duty-facts.ts';
import { rideIdOf } from '../../../domain/ride-facts.ts';
import type { Session } from '../../../domain/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { attempt, problemWords } from '../../attempt.ts';
import { useStaff } from '../../context.ts';
import { listNames } from '../../../ui/list.ts';
import { nameOf } from '../../names.ts';
import type { Owed } from '../../owed.ts';
import { markDuty } from './actions.ts';

interface Marked {
  readonly duty: Duty;
  readonly invitations: readonly string[];
  readonly names: string;
}

/** What is owed to several people in the same way, marked for all of them at once; it can be taken back for all or, at each, for one. */
export function DutyForAll({ session, owed }: { session: Session; owed: readonly Owed[] }) {
  const { engine } = useStaff();
  const live = engine.live.value;
  const [marked, setMarked] = useState<Marked | null>(null);
  const [problem, setProblem] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const open = owed.filter(({ invitation, isDone, duty }) => invitation && !isDone && isTicked(duty, live.get('ride', rideIdOf(invitation.id))));
  const several = [...new Set(open.map(({ duty }) => duty))].map((duty) => ({ duty, to: open.filter((one) => one.duty === duty).flatMap(({ invitation }) => invitation ?? []) })).filter(({ to }) => to.length > 1);
  if (several.length === 0 && !marked) return null;

  /** Stops at the first that is refused; what was done before it stays, and shows at each. */
  const mark = async (duty: Duty, invitations: readonly string[], isDone: boolean): Promise<boolean> => {
    for (const invitation of invitations) {
      const done = await attempt(markDuty(engine, session.id, invitation, duty, isDone));
      setProblem(done.ok ? '' : problemWords(done.reason));
      if (!done.ok) return false;
    }
    // What was pressed has left the page.
    heading.current?.focus();
    return true;
  };
  return (
    <section class="card stack">
      <h3 tabIndex={-1} ref={heading}>
        {t('duties:all.heading')}
      </h3>
      {several.map(({ duty, to }) => {
        const names = listNames(to.map(({ person }) => nameOf(live, person)));
        return (
          <div key={duty} class="row">
            <span>
              {t(`duties:duty.${duty}`)}
              <small>{names}</small>
            </span>
            <Button
              onPress={async () => {
                const invitations = to.map(({ id }) => id);
                if (await mark(duty, invitations, true)) setMarked({ duty, invitations, names });
              }}
            >
              {t('duties:all.mark', { count: to.length })}
              <span class="unseen">, {t(`duties:duty.${duty}`)}</span>
            </Button>
          </div>
        );
      })}
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {marked ? (
        <Notice tone="ok" action={{ label: t('duties:all.undo'), run: async () => void ((await mark(marked.duty, marked.invitations, false)) && setMarked(null)) }}>
          {t('duties:all.marked', { what: t(`duties:duty.${marked.duty}`), names: marked.names })}
        </Notice>
      ) : null}
    </section>
  );
}
