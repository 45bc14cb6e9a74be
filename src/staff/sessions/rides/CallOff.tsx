import type { Session } from '../../../domain/session.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useStaff } from '../../context.ts';
import { nameOf } from '../../names.ts';
import { ridesToCallOff } from './view.ts';

/** The adult who drives has no account and hears of nothing by themselves. */
export function CallOff({ session }: { session: Session }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  return (
    <>
      {ridesToCallOff(live, session, now.value).map(({ id, person, adult }) => (
        <Notice tone="wait" key={id}>
          {adult ? t('duties:ride.call-off', { name: nameOf(live, person), adult }) : t('duties:ride.call-off-nobody', { name: nameOf(live, person) })}
        </Notice>
      ))}
    </>
  );
}
