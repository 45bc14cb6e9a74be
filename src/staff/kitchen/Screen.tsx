import { useState } from 'preact/hooks';
import type { Session } from '../../domain/session.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { usePromise } from '../../ui/use-promise.ts';
import { t } from '../../ui/words.ts';
import { openAnswer, toldNote } from '../answer-facts.ts';
import { useStaff } from '../context.ts';
import { StaffPage } from '../StaffPage.tsx';
import { whenWords } from '../when-words.ts';
import { eatersOf, hasKitchen, wishesOf } from './view.ts';

/** What the kitchen gets of a session: how many eat, and what was told of food, without names. It is opened here and kept nowhere. */
export function KitchenScreen({ id }: { id: string }) {
  const { engine, now } = useStaff();
  const session = engine.live.value.get('session', id);
  return (
    <StaffPage heading={t('staff:kitchen.heading')} title={t('staff:title.sessions')} back={`/staff/sessions/${id}`}>
      {!session ? <p>{t('staff:nothing-here.what')}</p> : hasKitchen(session, now.value) ? <List session={session} /> : <p>{t('staff:kitchen.gone')}</p>}
    </StaffPage>
  );
}

function List({ session }: { session: Session }) {
  const { engine, sealer } = useStaff();
  const { count, unsure, answers } = eatersOf(engine.live.value, session);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const key = [...answers.map(toldNote), engine.live.value.all('device').length].join(' ');
  const opened = usePromise(key, async () => {
    if (answers.length === 0) return [];
    const ready = await sealer();
    return Promise.all(answers.map(async (answer) => (await openAnswer(ready, answer)).note ?? null));
  });
  if (!opened) return <p aria-busy="true" />;
  const notes = opened.filter((note) => note !== null);
  const lines = wishesOf(notes).map(({ words, count: some }) => (some > 1 ? t('staff:kitchen.several', { what: words, count: some }) : words));
  const when = whenWords(session);
  const total = t('staff:kitchen.eaters', { count });
  const copy = () =>
    navigator.clipboard.writeText([when, session.place, total, ...lines.map((line) => `– ${line}`)].filter(Boolean).join('\n')).then(
      () => {
        setCopied('yes');
        announce(t('staff:kitchen.copied'));
      },
      () => {
        setCopied('no');
        announce(t('staff:kitchen.copy-by-hand'));
      },
    );
  return (
    <>
      <p>{when}</p>
      {session.place ? <p>{session.place}</p> : null}
      <h2>{total}</h2>
      {count > 0 && lines.length === 0 && notes.length === opened.length ? <p>{t('staff:kitchen.none')}</p> : null}
      <ul class="rows">
        {lines.map((line) => (
          <li key={line}>
            <p class="row own-words">{line}</p>
          </li>
        ))}
      </ul>
      {notes.length < opened.length ? <Notice tone="wait">{t('staff:kitchen.unreadable', { count: opened.length - notes.length })}</Notice> : null}
      <div class="off-paper">
        {unsure > 0 ? <p>{t('staff:kitchen.unsure', { count: unsure })}</p> : null}
        {count === 1 ? <p class="small">{t('staff:kitchen.only-one')}</p> : null}
        <p class="small">{t('staff:kitchen.what')}</p>
        {count > 0 ? (
          <div class="buttons">
            <Button onPress={copy}>{t('staff:kitchen.copy')}</Button>
            <Button onPress={() => print()}>{t('staff:kitchen.print')}</Button>
          </div>
        ) : null}
        {copied === 'yes' ? <p class="ok">{t('staff:kitchen.copied')}</p> : null}
        {copied === 'no' ? <Notice>{t('staff:kitchen.copy-by-hand')}</Notice> : null}
      </div>
    </>
  );
}
