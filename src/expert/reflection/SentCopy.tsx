import { reflectionSchema } from '../../crypto/message.ts';
import type { ReflectionText } from '../../crypto/message.ts';
import { reflectionPurpose } from '../../domain/reflection.ts';
import type { Reflection } from '../../domain/reflection.ts';
import { parse } from '../../domain/schema.ts';
import { t } from '../../ui/words.ts';
import { usePromise } from '../../ui/use-promise.ts';
import { useExpert } from '../context.ts';
import { partsOf, readDraft } from './draft.ts';
import { Standing, Withdraw } from './Overview.tsx';
import { Parts } from './Parts.tsx';
import { rowWhere } from './view.ts';

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
      <Standing where={where} copy={row.id} />
      {row.state === 'withdrawn' ? null : <Withdraw copy={row.id} />}
      {found && !found.ok && row.state !== 'withdrawn' ? <p>{t('reflection:unreadable')}</p> : null}
      {found?.ok ? <Content copy={found.value} /> : null}
    </>
  );
}

function Content({ copy }: { copy: ReflectionText }) {
  const { text: stayed, unsaid = '', hope = '' } = copy;
  const draft = readDraft({ ...copy, answers: { stayed, unsaid, hope } }, copy.at);
  return <Parts draft={draft} only={partsOf(draft)} />;
}
