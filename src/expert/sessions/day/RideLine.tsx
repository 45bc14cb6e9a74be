import { formatTime } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import type { Entry } from '../view.ts';
import { DriverKnows } from './DriverKnows.tsx';
import { useCoordinator } from './use-way.ts';
import { rideView } from './view.ts';

/** The ride: green only when somebody has said yes to this very time and place. */
export function RideLine({ entry }: { entry: Entry }) {
  const { engine } = useExpert();
  const coordinator = useCoordinator(entry.session.id);
  const found = rideView(engine.live.value, entry);
  if (!found) return null;
  const { ride, stands } = found;
  if (stands === 'open' || stands === 'moved') {
    return (
      <>
        <p>{t(stands === 'open' ? 'day:ride.open' : 'day:ride.moved', { coordinator })}</p>
        <DriverKnows ride={ride} />
      </>
    );
  }
  if (stands === 'plan-b') return <Notice tone="ok">{t('day:ride.plan-b', { plan: ride.planB ?? '' })}</Notice>;
  const time = formatTime(ride.leaves);
  return (
    <>
      <Notice tone="ok">
        <p>{ride.adult ? t('day:ride.sure', { name: ride.adult, time }) : t('day:ride.sure-nobody', { time })}</p>
        <p class="small">
          {t('day:ride.from', { place: ride.from })}, {t('day:ride.back', { time: formatTime(ride.back) })}
        </p>
      </Notice>
      <DriverKnows ride={ride} />
    </>
  );
}
