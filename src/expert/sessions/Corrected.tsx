import { t } from '../../ui/words.ts';
import { Change } from './Change.tsx';
import { correctionWords } from './term-words.ts';
import type { Entry } from './view.ts';

/** A slip of the pen that was corrected in what one said yes to. It is told; there is nothing to answer. */
export function Corrected({ entry: { session, invitation, decision } }: { entry: Entry }) {
  const agreed = decision?.terms ?? invitation.agreed?.terms;
  const changes = agreed ? correctionWords(agreed, session) : [];
  if (changes.length === 0) return null;
  return (
    <div class="card">
      <p>{t('sessions:corrected')}</p>
      <dl class="facts">
        {changes.map((change) => (
          <Change key={change.name} change={change} />
        ))}
      </dl>
    </div>
  );
}
