import { useState } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { nameOf } from './names.ts';
import { useVerdict } from './trusted.ts';

/**
 * Devices that nothing explains: of one person, or of everybody. Nothing is sealed to them, and nothing that they sign is
 * opened, until somebody here says whose they are.
 */
export function UnknownDevices({ person }: { person?: string }) {
  const { engine } = useStaff();
  const verdict = useVerdict();
  const about = (person === undefined ? verdict?.asked : verdict?.unknown.filter((device) => device.person === person)) ?? [];
  const people = [...new Set(about.map((device) => device.person))];
  return (
    <>
      {people.map((one) => (
        <OnePerson key={one} person={one} isOwn={one === engine.me.by} devices={about.filter((device) => device.person === one)} />
      ))}
    </>
  );
}

function OnePerson({ person, isOwn, devices }: { person: string; isOwn: boolean; devices: NonNullable<ReturnType<typeof useVerdict>>['unknown'] }) {
  const { engine, trust } = useStaff();
  const [isFull, setFull] = useState(false);
  const name = nameOf(engine.live.value, person);
  const say = (areTheirs: boolean) => trust().then((it) => it.say(devices, areTheirs)).then(() => setFull(false), () => setFull(true));
  return (
    <Notice tone={isOwn ? 'problem' : 'wait'}>
      <div class="stack">
        <p>{isOwn ? t('staff:devices.own', { when: formatWhen(devices[0]?.added ?? '') }) : t('staff:devices.other', { name, when: formatWhen(devices[0]?.added ?? '') })}</p>
        <p>{t(isOwn ? 'staff:devices.own-do' : 'staff:devices.other-do', { name })}</p>
        {isFull ? <p class="small">{t('staff:not-saved')}</p> : null}
        <div class="buttons">
          <Button onPress={() => say(true)}>{t(isOwn ? 'staff:devices.own-yes' : 'staff:devices.other-yes')}</Button>
          <Button look="quiet" onPress={() => say(false)}>{t('staff:devices.no')}</Button>
        </div>
      </div>
    </Notice>
  );
}
