import { useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { dayOf } from '../../domain/day.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { cardOf } from './actions.ts';
import { Ask } from './Ask.tsx';
import { places } from './places.ts';
import { useWrite } from './use-write.ts';
import { pairingProblemWords } from './words.ts';

/** One's own phones that open the messages: another one can be added, and one that is gone taken off. */
export function Devices({ channel }: { channel: ChannelEngine }) {
  const { engine } = useExpert();
  const [problem, setProblem] = useState<string>();
  const { isFull, write } = useWrite();
  const { devices, pairing, card } = channel.state.value;
  const isPairing = pairing !== null && pairing.step !== 'done' && pairing.step !== 'failed';
  async function add(): Promise<void> {
    const done = await write(() => channel.host('device', card ?? cardOf(engine.live.value.get('person', engine.me.by)?.name ?? '')));
    if (done === 'full') return;
    setProblem(done.ok ? undefined : pairingProblemWords(done.reason));
    if (done.ok) navigate(places.pair);
  }
  return (
    <>
      <h2>{t('channel:device.title')}</h2>
      <ul class="rows">
        {devices.map(({ id, isThis, added }) => (
          <li key={id}>
            <div class="row">
              <span>
                {isThis ? t('channel:device.this') : t('channel:device.other')}
                <small>{t('channel:device.added', { day: formatDate(dayOf(added)) })}</small>
              </span>
            </div>
            {isThis ? null : (
              <div>
                <Ask open={t('channel:device.remove')} what={t('channel:device.remove-what')} yes={t('channel:device.remove-yes')} no={t('channel:end.no')} onYes={() => channel.removeDevice(id)} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {isFull ? <Notice tone="problem">{t('errors:storage-full')}</Notice> : null}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isPairing ? null : (
        <>
          <p>{t('channel:device.what')}</p>
          <Button onPress={add}>{t('channel:device.add')}</Button>
        </>
      )}
    </>
  );
}
