import { readablePhone } from '../../domain/phone.ts';
import type { Session } from '../../domain/session.ts';
import { dayOf } from '../../domain/time.ts';
import { formatDay } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { numberWords } from '../session-number.ts';
import { feeWords, termLines } from './term-words.ts';
import { isolate } from '../../ui/isolate.ts';

/** All that is told of a session: the terms, and what stands beside them. */
export function Facts({ session }: { session: Session }) {
  const { part, comment } = session;
  const facts: readonly (readonly [string, string])[] = [
    ...termLines(session),
    [t('plan:part-label'), part ? [t('plan:part-words', { number: part.number, of: part.of }), isolate(part.theme)].filter(Boolean).join(', ') : ''],
    [t('staff:plan.link'), session.link],
    [t('plan:door'), session.door ?? ''],
    [t('plan:quiet'), session.quiet ?? ''],
    [t('staff:plan.programme'), session.programme.map(({ at, what }) => `${at} ${isolate(what)}`).join('\n')],
    [t('staff:plan.meets'), [session.meets, readablePhone(session.phone)].filter(Boolean).join('\n')],
    [t('plan:comment.heading'), comment ? [t('plan:comment.until', { day: formatDay(comment.by) }), feeWords(comment.fee), comment.plan].join('\n') : ''],
    [t('staff:session.number'), numberWords(useStaff().engine.live.value, { number: session.number, session: session.id, day: dayOf(session.starts) })],
  ];
  return (
    <>
      <h2>{t('plan:facts')}</h2>
      <dl class="facts">
        {facts
          .filter(([, what]) => what !== '')
          .map(([label, what]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{what}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
