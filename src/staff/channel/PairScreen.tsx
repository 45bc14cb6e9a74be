import { useState } from 'preact/hooks';
import type { ChannelEngine, Pairing, PairingProblem } from '../../channel/types.ts';
import type { Result } from '../../domain/result.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { LockFirst } from '../LockFirst.tsx';
import { isSafe } from '../safe.ts';
import { isComplete, useOwnCard } from './own-card.ts';
import { PairingSteps } from './PairingSteps.tsx';
import { places } from './places.ts';
import { useDoing } from './use-doing.ts';
import { WithChannel } from './WithChannel.tsx';
import { pairingProblemWords } from './words.ts';

/** Two devices find each other: a code that never goes to a server, and nine digits that both people compare. */
export function PairScreen() {
  const { lock } = useStaff();
  return (
    <WithChannel heading={t('contact:pair.heading')} back={places.inbox}>
      {(channel) => {
        const { pairing } = channel.state.value;
        // One that was begun before there was a lock is not stopped by it.
        return pairing ? <PairingSteps channel={channel} pairing={pairing} /> : lock.isSet ? <Begin channel={channel} /> : <LockFirst />;
      }}
    </WithChannel>
  );
}

const kinds: readonly { readonly what: Pairing['what']; readonly label: string; readonly words: string }[] = [
  { what: 'channel', label: 'contact:pair.channel', words: 'contact:pair.channel-what' },
  { what: 'colleague', label: 'contact:pair.colleague', words: 'contact:pair.colleague-what' },
  { what: 'device', label: 'contact:pair.device', words: 'contact:pair.device-what' },
];

function Begin({ channel }: { channel: ChannelEngine }) {
  const card = useOwnCard(channel);
  const [code, setCode] = useState('');
  // Nothing is chosen for them: a device that joins somebody else's list is theirs.
  const [from, setFrom] = useState<'colleague' | 'device' | null>(null);
  const [problem, setProblem] = useState<{ readonly at: Pairing['what'] | 'join'; readonly words: string }>();
  const { doing, trouble } = useDoing();
  const { engine } = useStaff();
  const safe = isSafe(channel.state.value, engine.drafts.all.value);
  // For others one has to say who one is; one's own other device brings what was said there.
  const ready = isComplete(card);
  const begin = async (at: Pairing['what'] | 'join', work: () => Promise<Result<null, PairingProblem>>) => {
    const done = await doing(work);
    setProblem(done && !done.ok ? { at, words: pairingProblemWords(done.reason, at) } : undefined);
  };
  return (
    <>
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      {ready ? null : (
        <Notice tone="wait">
          <p>{t('contact:pair.no-card')}</p>
          <Link to={places.keep} class="button quiet">{t('contact:inbox.keep')}</Link>
        </Notice>
      )}
      {kinds.filter(({ what }) => ready || what === 'device').map(({ what, label, words }) => (
        <section key={what} class="card stack">
          <p>{t(words)}</p>
          {what === 'channel' && !safe ? (
            <Notice tone="wait">
              <p>{t('contact:pair.not-safe')}</p>
              <Link to={places.keep} class="button quiet">{t('contact:inbox.make-safe')}</Link>
            </Notice>
          ) : (
            <Button look={what === 'channel' ? 'main' : 'plain'} onPress={() => begin(what, () => channel.host(what, card))}>
              {t(label)}
            </Button>
          )}
          {problem?.at === what ? <Notice tone="wait">{problem.words}</Notice> : null}
        </section>
      ))}
      <h2>{t('contact:pair.join-heading')}</h2>
      <p>{t('contact:pair.join-what')}</p>
      <Choices
        label={t('contact:pair.from')} value={from} onChoose={setFrom}
        options={[
          { value: 'device', label: t('contact:pair.from-device'), help: t('contact:pair.from-device-help') },
          ...(ready ? [{ value: 'colleague' as const, label: t('contact:pair.from-colleague') }] : []),
        ]}
      />
      <Field label={t('contact:pair.code')} help={t('contact:pair.code-help')} value={code} onInput={setCode} maxLength={40} isPrivate problem={problem?.at === 'join' ? problem.words : undefined} />
      <Button disabled={from === null} onPress={async () => void (from && (await begin('join', () => channel.join(code, card, from))))}>{t('contact:pair.join')}</Button>
    </>
  );
}
