import { overlapping } from '../../domain/overlap.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { calendarView } from './view.ts';
import type { Entry } from './view.ts';
import { whenWords } from './words.ts';

/** Before a yes: what else one has said yes to for the same time. It is allowed all the same; nobody finds out on the day. */
export function Overlaps({ entry: { session, stand } }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const { coming, invitations } = calendarView(engine.live.value, engine.me.by, now.value);
  // A yes that is asked about again is still one: nobody has taken it back.
  const agreed = [...coming, ...invitations.filter((one) => one.stand === 'asked-again')].map((one) => one.session);
  const others = stand === 'accepted' ? [] : overlapping(session, agreed);
  if (others.length === 0) return null;
  return (
    <Notice tone="wait">
      <p>{t('sessions:overlap.same-time')}</p>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <p><Link to={`/k/${other.id}`}><bdi>{other.title}</bdi></Link></p>
            <span class="small">{whenWords(other)}</span>
          </li>
        ))}
      </ul>
      <p class="small">{t('sessions:overlap.allowed')}</p>
    </Notice>
  );
}
