import { useEffect } from 'preact/hooks';
import type { ChannelEngine, Pairing } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDay } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { places } from './places.ts';
import { useDoing } from './use-doing.ts';
import { pairingProblemWords } from './words.ts';

interface StepsProps {
  channel: ChannelEngine;
  pairing: Pairing;
}

/** A pairing that is under way: the code, the digits, the waiting, and how it ended. It can be left and taken up again. */
export function PairingSteps({ channel, pairing }: StepsProps) {
  const { step, why, thread } = pairing;
  const { doing, trouble } = useDoing();
  const isDone = step === 'done';
  // Whoever has seen that it is done and goes elsewhere finds the beginning here the next time.
  useEffect(() => (isDone ? () => void channel.endPairing().catch(() => undefined) : undefined), [isDone]);
  const end = () => doing(async () => (await channel.endPairing(), true));
  const goOn = async (to: string) => {
    if (await end()) navigate(to, { replace: true });
  };
  return (
    <>
      <section class="stack" aria-live="polite">
        <Step pairing={pairing} onSaid={(same) => doing(() => channel.compare(same))} />
      </section>
      {why && step !== 'failed' ? <p class="small wait">{pairingProblemWords(why, pairing.what)}</p> : null}
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      {isDone ? (
        <div class="buttons">
          <Button look="main" onPress={() => goOn(thread ? places.thread(thread) : places.inbox)}>
            {t(thread ? 'staff:open' : 'contact:pair.clear')}
          </Button>
          <Button onPress={async () => void (await end())}>{t('contact:pair.another')}</Button>
        </div>
      ) : (
        <Button look="quiet" onPress={async () => void (await end())}>
          {t(step === 'failed' ? 'contact:pair.try-again' : 'contact:pair.stop')}
        </Button>
      )}
    </>
  );
}

function Step({ pairing, onSaid }: { pairing: Pairing; onSaid: (same: boolean) => Promise<void> }) {
  const { step, role, what, peer, why, digits } = pairing;
  const name = peer?.name || t('staff:somebody');
  const isOwn = what === 'device';
  switch (step) {
    case 'waiting':
      return role === 'host' ? <Code pairing={pairing} /> : <p>{t('contact:pair.asking')}</p>;
    case 'compare':
      return (
        <>
          <p>{isOwn ? t('contact:pair.compare-own') : t('contact:pair.compare', { name })}</p>
          <p class="digits">{digits}</p>
          <div class="buttons">
            <Button look="main" onPress={() => onSaid(true)}>
              {t('contact:pair.same')}
            </Button>
            <Button onPress={() => onSaid(false)}>{t('contact:pair.differ')}</Button>
          </div>
        </>
      );
    case 'confirming':
      return (
        <>
          <p>{isOwn ? t('contact:pair.confirming-own') : t('contact:pair.confirming', { name })}</p>
          <p class="digits">{digits}</p>
        </>
      );
    case 'done':
      return <Notice tone="ok">{doneWords(pairing, name)}</Notice>;
    case 'failed':
      return <Notice tone="wait">{pairingProblemWords(why ?? 'altered', what)}</Notice>;
  }
}

function doneWords({ what, role }: Pairing, name: string): string {
  if (what === 'channel') return t('contact:pair.done-channel', { name });
  if (what === 'colleague') return t('contact:pair.done-colleague', { name });
  return t(role === 'host' ? 'contact:pair.done-device' : 'contact:pair.done-device-guest');
}

const handOver: Readonly<Record<Pairing['what'], string>> = {
  channel: 'contact:pair.hand-over-channel',
  colleague: 'contact:pair.hand-over-colleague',
  device: 'contact:pair.hand-over-device',
};

function Code({ pairing: { what, code, until } }: { pairing: Pairing }) {
  return (
    <>
      <p>{t(handOver[what])}</p>
      <p class="digits">{code}</p>
      {until ? <p class="small">{t('contact:pair.until', { day: formatDay(until) })}</p> : null}
    </>
  );
}
