import type { Session } from '../../domain/session.ts';
import { formatDay } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { dayOf } from '../../domain/time.ts';
import { typeOptions } from '../session-types.ts';
import { fromTemplate, likeEarlier, likely } from './beginnings.ts';
import type { Planner } from './beginnings.ts';
import { emptyForm } from './form.ts';
import type { PlanForm } from './form.ts';
import { themeOf } from './templates.ts';

/** Where a new session begins: as an earlier one, from the template of its kind, or empty. */
export function Beginnings({ planner, onBegin }: { planner: Planner; onBegin: (form: PlanForm) => void }) {
  const before = likely(planner.live);
  return (
    <>
      <h2>{t('plan:begin.kind')}</h2>
      <p class="small">{t('plan:begin.kind-help')}</p>
      <ul class="rows">
        {typeOptions.flatMap(({ value, label }) =>
          value === 'series_part'
            ? [1, 2, 3].map((number) => <Row key={`${value}.${number}`} label={t('plan:begin.part', { number, theme: themeOf(number) })} small={t(label)} onPress={() => onBegin(fromTemplate(planner, value, number))} />)
            : [<Row key={value} label={t(label)} onPress={() => onBegin(fromTemplate(planner, value))} />],
        )}
        <Row label={t('plan:begin.empty')} onPress={() => onBegin(emptyForm(planner.name))} />
      </ul>
      {before.length === 0 ? null : (
        <>
          <h2>{t('plan:begin.earlier')}</h2>
          <p class="small">{t('plan:begin.earlier-help')}</p>
          <ul class="rows">
            {before.map((session: Session) => (
              <Row key={session.id} label={session.title} small={formatDay(dayOf(session.starts))} onPress={() => onBegin(likeEarlier(session))} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Row({ label, small, onPress }: { label: string; small?: string; onPress: () => void }) {
  return (
    <li>
      <button type="button" onClick={onPress}>
        <span>
          {label}
          {small ? <small>{small}</small> : null}
        </span>
      </button>
    </li>
  );
}
