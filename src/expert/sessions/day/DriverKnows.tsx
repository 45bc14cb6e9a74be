import type { Ride } from '../../../domain/ride.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { allowPlace } from './actions.ts';

/** What the driver reads after the yes, and the young person's word on it. */
export function DriverKnows({ ride }: { ride: Ride }) {
  const { engine } = useExpert();
  return (
    <div>
      <p class="small">{t(ride.hidesPlace ? 'day:ride.driver-no-place' : 'day:ride.driver-sees')}</p>
      <Button look="quiet" onPress={() => allowPlace(engine, ride.id, ride.hidesPlace === true)}>
        {t(ride.hidesPlace ? 'day:ride.show-place' : 'day:ride.hide-place')}
      </Button>
    </div>
  );
}
