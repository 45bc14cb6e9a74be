import { needsPlanB, rideIdOf } from '../../../domain/ride-facts.ts';
import type { Session } from '../../../domain/session.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useStaff } from '../../context.ts';
import { nameOf } from '../../names.ts';
import { comingTo } from '../../owed.ts';

/** On top of a session's page: rides that nobody has promised, with the way to where that is mended. */
export function Missing({ session }: { session: Session }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  if (session.mode === 'remote') return null;
  return (
    <>
      {comingTo(live, session.id).map(({ id, person }) => {
        const ride = live.get('ride', rideIdOf(id));
        if (!ride || !needsPlanB(ride, session, now.value)) return null;
        return (
          <Notice tone="wait" key={id} action={{ label: t('duties:ride.see'), run: () => document.getElementById(ride.id)?.focus() }}>
            {t('duties:waiting.ride', { name: nameOf(live, person) })}
          </Notice>
        );
      })}
    </>
  );
}
