import { formatDay, formatMoney } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { Benefits } from './Benefits.tsx';
import { feesView } from './view.ts';
import type { FeeRow } from './view.ts';
import { amountWords, rowWords } from './words.ts';

/** What is coming, what was paid, and what that may mean for benefits. */
export function FeesScreen() {
  const { engine, now } = useExpert();
  const { coming, comingCents, comingOpen, paid } = feesView(engine.live.value, engine.me.by, now.value);
  return (
    <Page heading={t('fees:title')} title={t('fees:title')}>
      {coming.length === 0 && paid.length === 0 ? <p>{t('fees:empty')}</p> : null}
      {coming.length > 0 ? (
        <section>
          <h2 class="split">
            <span>{t('fees:coming')}</span>
            <span class="money">{comingOpen ? t('fees:at-least', { amount: formatMoney(comingCents) }) : formatMoney(comingCents)}</span>
          </h2>
          <Rows rows={coming} />
        </section>
      ) : null}
      {paid.map(({ year, cents, rows }) => (
        <section key={year}>
          <h2 class="split">
            <span>{t('fees:paid-in', { year })}</span>
            <span class="money">{formatMoney(cents)}</span>
          </h2>
          <Rows rows={rows} />
        </section>
      ))}
      <p class="small spaced">{t('fees:before-tax-all')}</p>
      <Benefits />
    </Page>
  );
}

function Rows({ rows }: { rows: readonly FeeRow[] }) {
  return (
    <ul class="rows">
      {rows.map((row) => (
        <li key={row.fee.id}>
          <Link to={`/p/${row.fee.id}`}>
            <span>
              {row.session ? t('fees:row.title', { day: formatDay(row.fee.sessionDay), title: row.session.title }) : formatDay(row.fee.sessionDay)}
              <small class={row.late || row.fee.stall ? 'wait' : row.paidOn ? 'ok' : ''}>{rowWords(row)}</small>
            </span>
            <span class={row.amount === null ? 'by-hour' : 'money'}>{amountWords(row)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
