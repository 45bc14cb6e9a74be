import type { ChannelEngine } from '../../channel/types.ts';
import { dayOf } from '../../domain/day.ts';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { isSafe } from '../safe.ts';
import { places } from './places.ts';
import { Sure } from './Sure.tsx';

/** The devices that open what young people write, and the way to another one. */
export function Devices({ channel }: { channel: ChannelEngine }) {
  const { engine } = useStaff();
  const state = channel.state.value;
  const safe = isSafe(state, engine.drafts.all.value);
  return (
    <>
      <h2>{t('contact:keep.devices')}</h2>
      <p class={safe ? 'ok' : 'wait'}>{t(safe ? 'contact:keep.safe' : 'contact:keep.not-safe')}</p>
      <ul class="rows">
        {state.devices.map((device) => (
          <li key={device.id} class="row">
            <span>
              {t(device.isThis ? 'contact:keep.this-device' : 'contact:keep.other-device')}
              <small>{t('contact:keep.added', { day: formatDate(dayOf(device.added)) })}</small>
            </span>
            {device.isThis ? null : <Sure begin={t('contact:keep.remove')} yes={t('contact:keep.remove-yes')} no={t('contact:keep.remove-no')} onYes={() => channel.removeDevice(device.id)} />}
          </li>
        ))}
      </ul>
      {state.devices.length > 1 ? <p class="small">{t('contact:keep.devices-what')}</p> : null}
      <p>
        <Link to={places.pair} class="button">
          {t('contact:pair.device')}
        </Link>
      </p>
    </>
  );
}
