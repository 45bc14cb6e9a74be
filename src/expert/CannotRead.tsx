import { t } from '../ui/words.ts';
import { listNames } from '../ui/list.ts';
import { useReaders } from './trusted.ts';

/** Who of the coordinators cannot open what is sent now: said before it goes, where somebody else can. */
export function CannotRead() {
  const { can, cannot } = useReaders();
  if (can.length === 0 || cannot.length === 0) return null;
  return <p class="small">{t('errors:cannot-read', { names: listNames(cannot.map(({ name }) => name)), count: cannot.length })}</p>;
}
