import type { PresentRole } from '../../domain/terms.ts';
import { t } from '../../ui/words.ts';
import type { SessionType } from '../session-types.ts';
import { shifted } from './clock.ts';
import type { PlanForm } from './form.ts';

/** The bones of a kind of session; its words are in locales/<language>/plan.json: `title.<type>`, `aim.<type>`, `not.<type>`. */
interface Bones {
  readonly start: string;
  readonly minutes: number;
  readonly mode: PlanForm['mode'];
  /** Minutes after the start, and what happens then. */
  readonly programme: readonly (readonly [number, LineWords])[];
  /** Roles that are there as a rule, to be asked for first. */
  readonly roles: readonly PresentRole[];
}

const lineWords = {
  meet: 'plan:line.meet', begin: 'plan:line.begin', work: 'plan:line.work', talk: 'plan:line.talk', break: 'plan:line.break', questions: 'plan:line.questions',
  papers: 'plan:line.papers', together: 'plan:line.together', client: 'plan:line.client', peers: 'plan:line.peers', next: 'plan:line.next', after: 'plan:line.after',
} as const;
type LineWords = keyof typeof lineWords;

const session = (start: string, minutes: number, mode: PlanForm['mode'], roles: Bones['roles'], programme: Bones['programme']): Bones => ({ start, minutes, mode, roles, programme });

// The times are beginnings, to be changed: the sources name lengths for talks and meetings, and evenings for young people's own groups.
const bones: Readonly<Record<SessionType, Bones>> = {
  training_talk: session('13:00', 120, 'room', ['workers', 'known_workers', 'students', 'decision_makers'], [[0, 'begin'], [20, 'talk'], [50, 'break'], [65, 'questions'], [120, 'after']]),
  working_group: session('15:00', 120, 'room', ['workers', 'known_workers', 'decision_makers', 'young'], [[0, 'begin'], [15, 'papers'], [60, 'break'], [75, 'together'], [110, 'next'], [120, 'after']]),
  codev_series: session('17:00', 120, 'room', ['young', 'workers', 'known_workers', 'decision_makers'], [[0, 'begin'], [15, 'together'], [60, 'break'], [75, 'together'], [110, 'next']]),
  series_part: session('17:00', 150, 'room', ['young', 'workers', 'known_workers', 'decision_makers'], [[0, 'begin'], [20, 'together'], [70, 'break'], [90, 'together'], [140, 'next']]),
  panel_hybrid: session('17:00', 120, 'hybrid', ['young', 'workers', 'known_workers', 'decision_makers'], [[0, 'begin'], [15, 'talk'], [60, 'break'], [75, 'questions'], [120, 'after']]),
  client_pair: session('14:00', 90, 'room', ['workers', 'known_workers', 'parents'], [[0, 'begin'], [15, 'client'], [75, 'after']]),
  group_lead: session('17:00', 120, 'room', ['young', 'workers', 'known_workers'], [[0, 'meet'], [15, 'work'], [60, 'break'], [70, 'work'], [105, 'after']]),
  forum: session('12:00', 180, 'room', ['young', 'workers', 'known_workers', 'decision_makers'], [[0, 'begin'], [30, 'together'], [90, 'break'], [120, 'questions'], [170, 'next']]),
  peer_supervision: session('17:00', 90, 'room', ['young', 'workers'], [[0, 'meet'], [15, 'peers'], [80, 'next']]),
  pre_talk: session('16:00', 45, 'remote', [], []),
  after_talk: session('16:00', 45, 'remote', [], []),
};

/** The themes of the three-part series, in their order (seed 002). */
const themes = ['plan:theme.first', 'plan:theme.second', 'plan:theme.third'] as const;
export const themeOf = (number: number): string => {
  const key = themes[number - 1];
  return key === undefined ? '' : t(key);
};

export const rolesOf = (type: SessionType): readonly PresentRole[] => bones[type].roles;

/** `Tapaaminen 2/3: kokemukset palveluista`, where there is a theme; without the number where it is no part. */
export function titleOf(type: SessionType, part: Pick<PlanForm, 'partNumber' | 'partOf' | 'theme'>): string {
  const title = t(`plan:title.${type}`);
  if (part.partNumber === '' || part.partOf === '') return title;
  const { partNumber: number, partOf: of, theme } = part;
  return theme === '' ? t('plan:part-title', { title, number, of }) : t('plan:part-title-theme', { title, number, of, theme });
}

/** How people get there, and the food: both hang on whether they come to a room. */
export const travelOf = (mode: PlanForm['mode']): string => t(mode === 'remote' ? 'plan:travel.remote' : mode === 'hybrid' ? 'plan:travel.hybrid' : 'plan:travel.room');
export const foodOf = (mode: PlanForm['mode']): string => t(mode === 'remote' ? 'plan:food.remote' : 'plan:food.room');

/** What can be known of a session of this kind before anybody has planned it. `number`: which part, of a series of three. */
export function templateOf(type: SessionType, number = 1): Partial<PlanForm> {
  const { start, minutes, mode, programme } = bones[type];
  const isSeries = type === 'series_part';
  const part = isSeries ? { partNumber: String(number), partOf: String(themes.length), theme: themeOf(number) } : { partNumber: '', partOf: '', theme: '' };
  return {
    type, ...part, title: titleOf(type, part), aim: isSeries ? aims(number) : t(`plan:aim.${type}`), notExpected: t(`plan:not.${type}`),
    start, end: shifted(start, minutes), mode, travel: travelOf(mode), food: foodOf(mode), naming: t('plan:naming'),
    programme: programme.map(([after, line]) => ({ at: shifted(start, after), what: t(lineWords[line]) })),
  };
}

const partAims = ['plan:aim.series_part', 'plan:part-aim.second', 'plan:part-aim.third'] as const;
export const aims = (number: number): string => t(partAims[number - 1] ?? partAims[0]);

/** Another kind for a form that is being filled in: what still stands as the old kind's template had it follows, what was typed stays. */
export function withType(form: PlanForm, type: SessionType): PlanForm {
  const [before, after] = [templateOf(form.type), templateOf(type)];
  const untouched = Object.entries(after).filter(([key]) => {
    const field = key as keyof PlanForm;
    return field in before && JSON.stringify(form[field]) === JSON.stringify(before[field]);
  });
  return { ...form, ...Object.fromEntries(untouched), type };
}
