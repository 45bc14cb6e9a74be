import type { Session } from '../../../domain/session.ts';
import { t } from '../../../ui/words.ts';

/** What becomes of a promised fee when one cannot come: as it was agreed, or who tells. Said before one decides, and after. */
export function AboutFee({ session: { fee, ifStopped } }: { session: Session }) {
  if (!fee) return null;
  return <p class="small">{ifStopped ? t('day:cannot.fee', { what: ifStopped }) : t('day:cannot.fee-open')}</p>;
}
