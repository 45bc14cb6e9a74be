import type { ChannelEngine, Pairing } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDay } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { nameOf, pairingProblemWords } from './words.ts';
import { useWrite } from './use-write.ts';

interface PairingStepsProps {
  channel: ChannelEngine;
  pairing: Pairing;
}

/** A pairing that is under way: the code, the digits, the waiting, and how it ended. */
export function PairingSteps({ channel, pairing }: PairingStepsProps) {
  const { step, why } = pairing;
  const { isFull, write } = useWrite();
  const end = async () => void (await write(() => channel.endPairing()));
  return (
    <>
      <section class="stack" aria-live="polite">
        <Step channel={channel} pairing={pairing} onSaid={(same) => write(() => channel.compare(same))} />
      </section>
      {why && step !== 'failed' ? <p class="small wait">{pairingProblemWords(why)}</p> : null}
      {isFull ? <Notice tone="problem">{t('errors:storage-full')}</Notice> : null}
      {step === 'done' ? null : step === 'failed' ? (
        <Button look="main" private onPress={end}>
          {t('channel:pair.retry')}
        </Button>
      ) : (
        <>
          <p class="small spaced">{t('channel:pair.leave')}</p>
          <Button look="quiet" onPress={end}>
            {t('channel:pair.stop')}
          </Button>
        </>
      )}
    </>
  );
}

function Step({ pairing, onSaid }: PairingStepsProps & { onSaid: (same: boolean) => Promise<unknown> }) {
  const { step, role, what, peer, why, digits, vouched } = pairing;
  const name = nameOf(peer?.name ?? '');
  const isOwn = what === 'device';
  switch (step) {
    case 'waiting':
      return role === 'host' ? <OwnCode pairing={pairing} /> : <p>{t('channel:pair.waiting')}</p>;
    case 'compare':
      return (
        <>
          <h2>{t('channel:pair.compare')}</h2>
          <p class="digits">{digits}</p>
          <p>{isOwn ? t('channel:pair.compare-own') : t('channel:pair.compare-how', { name })}</p>
          {isOwn || vouched ? null : <p class="small">{t('channel:pair.compare-why', { name })}</p>}
          <div class="buttons down">
            <Button look="main" private onPress={async () => void (await onSaid(true))}>
              {t('channel:pair.same')}
            </Button>
            <Button onPress={async () => void (await onSaid(false))}>{t('channel:pair.differ')}</Button>
          </div>
        </>
      );
    case 'confirming':
      return (
        <>
          <p>{isOwn ? t('channel:pair.confirming-own') : t('channel:pair.confirming', { name })}</p>
          <p class="digits">{digits}</p>
        </>
      );
    case 'done':
      return null;
    case 'failed':
      return <Notice tone="wait">{pairingProblemWords(why ?? 'altered')}</Notice>;
  }
}

/** The code for one's own other phone. A young expert shows no other. */
function OwnCode({ pairing: { code, until } }: { pairing: Pairing }) {
  return (
    <>
      <p>{t('channel:device.how')}</p>
      <p class="digits">{code}</p>
      {until ? <p class="small">{t('channel:device.until', { day: formatDay(until) })}</p> : null}
    </>
  );
}
