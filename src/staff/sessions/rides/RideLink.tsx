import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Reason } from '../../../domain/reason.ts';
import type { Ride } from '../../../domain/ride.ts';
import { announce } from '../../../ui/announce.tsx';
import { Button } from '../../../ui/Button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { formatWhen } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { problemWords } from '../../attempt.ts';
import { useStaff } from '../../context.ts';
import type { MadeLink } from '../../links.ts';
import { linkForRide } from './actions.ts';

/** Makes the one-use link for whoever drives. It is shown once, and kept nowhere. */
export function RideLink({ ride }: { ride: Ride }) {
  const { engine } = useStaff();
  const [made, setMade] = useState<MadeLink>();
  const [problem, setProblem] = useState<Reason | 'unreachable'>();
  useEffect(() => {
    // It was used up by the answer.
    if (ride.state === 'refused') setMade(undefined);
  }, [ride.state]);
  const make = async () => {
    const link = await linkForRide(engine, ride.id);
    setMade(link.ok ? link.value : undefined);
    setProblem(link.ok ? undefined : link.reason);
  };
  return (
    <>
      {engine.live.value.get('person', engine.me.by)?.phone ? null : <p class="small">{t('duties:ride.no-phone')}</p>}
      {made ? <Shown key={made.address} made={made} /> : null}
      {problem ? <Notice tone="wait">{problem === 'unreachable' ? t('duties:ride.unreachable') : problemWords(problem)}</Notice> : null}
      <Button onPress={make}>{made || ride.state !== 'wanted' ? t('duties:ride.another') : t('duties:ride.make')}</Button>
    </>
  );
}

function Shown({ made: { address, expires } }: { made: MadeLink }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const copy = async () => {
    const isCopied = await copyText(address);
    setCopied(isCopied);
    announce(t(isCopied ? 'duties:ride.copied' : 'duties:ride.copy-by-hand'));
  };
  // Closing the system's sheet rejects: nothing happened.
  const share = () => navigator.share({ url: address }).catch(() => undefined);
  return (
    <div class="stack">
      <p>{t('duties:ride.link-what', { when: formatWhen(expires) })}</p>
      <p class="small">{t('duties:ride.link-shows')}</p>
      <div class="field">
        <label for={id}>{t('duties:ride.link')}</label>
        <input type="text" id={id} readOnly value={address} ref={field} onFocus={(event) => event.currentTarget.select()} />
      </div>
      <div class="buttons">
        <Button onPress={copy}>{t('duties:ride.copy')}</Button>
        {'share' in navigator ? <Button onPress={share}>{t('duties:ride.share')}</Button> : null}
      </div>
      {copied === true ? <p class="ok">{t('duties:ride.copied')}</p> : null}
      {copied === false ? <Notice>{t('duties:ride.copy-by-hand')}</Notice> : null}
      <p class="small">{t('duties:ride.link-care')}</p>
    </div>
  );
}
