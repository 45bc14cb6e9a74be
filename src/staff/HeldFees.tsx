import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/Button.tsx';
import { focusHeading } from '../ui/Page.tsx';
import { t } from '../ui/words.ts';
import { problemWords } from './attempt.ts';
import { useStaff } from './context.ts';
import { heldFees, isLeft, sendFees, takeBackFees } from './held-fees.ts';
import type { HeldFee } from './held-fees.ts';

/** Steps of fees that are held before they go, each with a way to take it back; on every page, because they go from every page. */
export function HeldFees() {
  const { engine, now } = useStaff();
  const all = heldFees(engine.drafts.all.value);
  const going = all.filter((one) => !isLeft(one, now.value));
  const words = going.length > 0 ? t('staff:held.going', { count: going.length }) : '';
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (words === '') return;
    announce(words);
    box.current?.focus();
  }, [words]);
  if (all.length === 0) return null;
  const left = all.filter((one) => isLeft(one, now.value));
  return (
    <div ref={box} tabIndex={-1}>
      {going.length > 0 ? <Batch words={words} held={going} /> : null}
      {left.length > 0 ? <Batch words={t('staff:held.left', { count: left.length })} held={left} /> : null}
    </div>
  );
}

function Batch({ words, held }: { words: string; held: readonly HeldFee[] }) {
  const { engine } = useStaff();
  const all = held.map(({ fee }) => fee);
  return (
    <section class="notice wait stack" aria-label={words}>
      <p>
        <strong>{words}</strong>
      </p>
      <ul class="rows">
        {held.map((one) => (
          <li key={one.fee}>
            <One one={one} />
          </li>
        ))}
      </ul>
      <div class="buttons">
        <Button onPress={() => takeBackFees(engine, all).then(focusHeading)}>{t('staff:held.undo-all')}</Button>
        <Button onPress={() => sendFees(engine, all).then(focusHeading)}>{t('staff:held.now')}</Button>
      </div>
    </section>
  );
}

const labels: Readonly<Record<HeldFee['to'], string>> = { approved: 'staff:fee-state.approved', sent_to_payment: 'staff:fee-state.sent_to_payment', paid: 'staff:fee-state.paid' };

function One({ one }: { one: HeldFee }) {
  const { engine } = useStaff();
  const fee = engine.live.value.get('fee', one.fee);
  const name = fee?.payee || t('staff:somebody');
  return (
    <div class="row">
      <span>
        <bdi>{name}</bdi> <span>{fee?.number}</span>
        <small>{t(labels[one.to])}</small>
        {one.problem ? <small class="problem">{problemWords(one.problem)}</small> : null}
      </span>
      <Button onPress={() => takeBackFees(engine, [one.fee])}>
        {t('staff:held.undo')}
        <span class="unseen">
          , <bdi>{name}</bdi>
        </span>
      </Button>
    </div>
  );
}
