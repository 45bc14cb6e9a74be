import { reflectionSchema } from '../../crypto/message.ts';
import { reflectionPurpose } from '../../domain/reflection.ts';
import type { Reflection } from '../../domain/reflection.ts';
import { parse } from '../../domain/schema.ts';
import { t } from '../../ui/words.ts';
import { usePromise } from '../../ui/use-promise.ts';
import { useExpert } from '../context.ts';
import { Part, Standing, Withdraw } from './Overview.tsx';
import { rowWhere } from './view.ts';
import { howWord, promptWord } from './words.ts';

/** A copy whose original is on another phone, or gone: what was sent, as far as this phone can open it. */
export function SentCopy({ row }: { row: Reflection }) {
  const { engine, sealer } = useExpert();
  const where = rowWhere(engine.live.value, row.id);
  const found = usePromise(`${row.id} ${row.sealed}`, async () => {
    const opened = row.sealed === null ? undefined : await (await sealer()).open(row.sealed, reflectionPurpose(row.id), [row.person]);
    return opened?.kind === 'opened' ? parse(reflectionSchema, opened.payload) : { ok: false as const };
  });
  return (
    <>
      <Standing where={where} />
      {row.state === 'withdrawn' ? null : <Withdraw copy={row.id} />}
      {found && !found.ok && row.state !== 'withdrawn' ? <p>{t('reflection:unreadable')}</p> : null}
      {found?.ok ? (
        <dl class="facts">
          {found.value.how ? <Part name={t('reflection:ask.how')} text={howWord(found.value.how)} /> : null}
          {found.value.text ? <Part name={promptWord('stayed')} text={found.value.text} /> : null}
          {found.value.unsaid ? <Part name={promptWord('unsaid')} text={found.value.unsaid} /> : null}
          {found.value.hope ? <Part name={promptWord('hope')} text={found.value.hope} /> : null}
        </dl>
      ) : null}
    </>
  );
}
