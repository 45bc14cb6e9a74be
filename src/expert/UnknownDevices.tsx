import { useState } from 'preact/hooks';
import { closeDevices } from '../client/login.ts';
import type { KnownDevice } from '../crypto/sealer.ts';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';
import { coordinatorsIn } from './people.ts';
import { unlessFull } from './storage-full.ts';
import { useWords } from './use-words.ts';
import { useVerdict } from './trusted.ts';

/** A device that nothing explains, one's own or a coordinator's: what it can read (nothing), and what to do. */
export function UnknownDevices() {
  const { engine } = useExpert();
  const hasWords = useWords('settings');
  const asked = useVerdict()?.asked ?? [];
  const own = asked.filter(({ person }) => person === engine.me.by);
  const others = coordinatorsIn(engine.live.value).flatMap(({ id, name }) => {
    const theirs = asked.filter(({ person }) => person === id);
    return theirs.length > 0 ? [{ name, devices: theirs }] : [];
  });
  if (!hasWords) return null;
  return (
    <>
      {own.length > 0 ? <Own devices={own} /> : null}
      {others.map(({ name, devices }) => (
        <Other key={devices.map(({ id }) => id).join()} name={name} devices={devices} />
      ))}
    </>
  );
}

function Own({ devices }: { devices: readonly KnownDevice[] }) {
  const { engine, trust } = useExpert();
  const [problem, setProblem] = useState('');
  const close = async () => {
    const answer = await closeDevices(engine.env, engine.me, engine.me.by);
    setProblem(answer.kind === 'reply' ? '' : t('settings:devices.own-not-closed'));
    if (answer.kind === 'reply') await engine.sync.now();
  };
  const mine = async () => setProblem((await unlessFull(async () => (await trust()).say(devices, true))) === 'full' ? t('settings:devices.full') : '');
  return (
    <Notice tone="problem">
      <div class="stack">
        <p>{t('settings:devices.own-what', { count: devices.length, when: formatWhen(devices[0]?.added ?? '') })}</p>
        <p>{t('settings:devices.own-reads-nothing')}</p>
        <p>{t('settings:devices.own-do')}</p>
        {problem ? <p class="small">{problem}</p> : null}
        <div class="buttons">
          <Button look="main" onPress={close}>{t('settings:devices.own-close')}</Button>
          <Button onPress={mine}>{t('settings:devices.own-mine')}</Button>
        </div>
      </div>
    </Notice>
  );
}

function Other({ name, devices }: { name: string; devices: readonly KnownDevice[] }) {
  const { trust } = useExpert();
  const [problem, setProblem] = useState('');
  const say = async (areTheirs: boolean) => setProblem((await unlessFull(async () => (await trust()).say(devices, areTheirs))) === 'full' ? t('settings:devices.full') : '');
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>{t('settings:devices.other-what', { name })}</p>
        <p>{t('settings:devices.other-do', { name })}</p>
        {problem ? <p class="small">{problem}</p> : null}
        <div class="buttons">
          <Button onPress={() => say(true)}>{t('settings:devices.other-yes')}</Button>
          <Button look="quiet" onPress={() => say(false)}>{t('settings:devices.other-no')}</Button>
        </div>
      </div>
    </Notice>
  );
}
