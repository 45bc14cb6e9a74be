import type { Session } from '../../domain/session.ts';
import type { FeeOffer } from '../../domain/terms.ts';
import { addDays, helsinkiInstant } from '../../domain/time.ts';

export type Facts = Omit<Session, 'kind' | 'project' | 'state'>;

/** Rates as in the two tables of the source documents (staff/sessions/rates.ts has all of them). */
const rate = (id: string, cents: number, includes: FeeOffer['includes'], payDay: string | null, unit: FeeOffer['unit'] = 'occasion'): FeeOffer => ({ rate: id, unit, cents, includes, payDay });

/** The instant at which clocks in Helsinki show this, some days from today. */
export function at(today: string, days: number, clock: string): string {
  const found = helsinkiInstant(addDays(today, days), clock);
  // The one skipped hour of the year: the demo is then an hour late.
  return found ?? at(today, days, `${String(Number(clock.slice(0, 2)) + 1).padStart(2, '0')}${clock.slice(2)}`);
}

const common = { link: '', meets: '', phone: '+358 50 000 0000', organiser: 'Nea Salo', travel: 'Matkat korvataan kuittia vastaan.', ifStopped: 'Saat palkkion, vaikka lopettaisit kesken. Jos perut ennen tilaisuutta, palkkiota ei makseta.', programme: [], filled: {} };

export const pastGroup = (today: string, id: string): Facts => ({
  ...common, id, number: '2026-031', type: 'working_group', title: 'Työryhmä: jälkihuollon opas', aim: 'Luit luonnoksen ja sanoit, mikä siinä toimii ja mikä ei.',
  starts: at(today, -40, '15:00'), ends: at(today, -40, '17:00'), mode: 'room', place: 'Hämeenkatu 5, Tampere', room: '5 ammattilaista, 2 muuta nuorta',
  replyBy: addDays(today, -45), food: 'Kahvi ja voileipiä', fee: rate('pirk-working-group', 4000, 'prep-and-after', addDays(today, -24)),
});

export const pastLecture = (today: string, id: string): Facts => ({
  ...common, id, number: '2026-036', type: 'training_talk', title: 'Luento opiskelijoille', aim: 'Kerroit, mikä palavereissa auttoi ja mikä ei.',
  starts: at(today, -19, '10:00'), ends: at(today, -19, '10:45'), mode: 'room', place: 'Satakunnankatu 23, Pori', room: '30 opiskelijaa, 2 opettajaa',
  replyBy: addDays(today, -26), food: 'Lounas', fee: rate('sata-lecture', 3000, 'not-stated', addDays(today, -3)),
});

export const nextTalk = (today: string, id: string): Facts => ({
  ...common, id, number: '2026-041', type: 'training_talk', title: 'Puheenvuoro koulutuksessa',
  aim: 'Kerrot omin sanoin, mikä kokouksissa auttaa nuorta puhumaan. Sinun ei tarvitse kertoa omasta elämästäsi.',
  starts: at(today, 1, '13:00'), ends: at(today, 1, '15:00'), mode: 'room', place: 'Parolantie 5, ovi B, Hämeenlinna',
  room: '24 sosiaalityöntekijää, yksi päättäjä ja yksi kouluttaja. Ei sinun omia työntekijöitäsi.', meets: 'Nea on ovella klo 12.45.', replyBy: today,
  travel: 'Juna. Liput tulevat sinulle tekstiviestillä tänään.', food: 'Kahvi ja suolaista. Kasvisvaihtoehto on aina.',
  fee: rate('pirk-training', 5000, 'prep-and-after', addDays(today, 22)),
  programme: [
    { at: '12.45', what: 'Nea on ovella' },
    { at: '13.20', what: 'Sinun puheenvuorosi, 30 min' },
    { at: '13.50', what: 'Tauko, hiljainen huone B12' },
    { at: '15.00', what: 'Jälkijuttelu Nean kanssa' },
  ],
  filled: {
    what: 'Koulutuspäivä työntekijöille. Toiveena on, että he kuulevat, mikä kokouksissa auttaa.',
    room: '24 sosiaalityöntekijää ja yksi päättäjä. Timo kouluttaa.', place: 'Parolantie 5, ovi B. Nea on ovella klo 12.45.',
    t_slot: '30 minuuttia, toisena. Tauko heti perään.', fee: '50 € ennen veroa. Sisältää valmistautumisen ja jälkijuttelun.',
    leave: 'Saat palkkion, vaikka lopettaisit kesken.', contact: 'Mari Laine. Vastaa arkisin 9–16.',
  },
});

export const openGroup = (today: string, id: string): Facts => ({
  ...common, id, number: '2026-043', type: 'working_group', title: 'Työryhmä: jälkihuollon opas, toinen kerta', aim: 'Luet uuden luonnoksen ja sanot, mikä siinä toimii ja mikä ei.',
  starts: at(today, 9, '15:00'), ends: at(today, 9, '17:00'), mode: 'hybrid', place: 'Hämeenkatu 5, Tampere', link: 'https://example.org/tyoryhma', room: '6 ammattilaista, 1 päättäjä, 2 muuta nuorta',
  replyBy: addDays(today, 5), food: 'Kahvi ja voileipiä', fee: rate('pirk-working-group', 4000, 'prep-and-after', addDays(today, 36)),
  filled: { w_power: 'Ryhmä päättää oppaan sisällöstä. Painomäärästä päättää hankkeen johto.' },
});

export const series = (today: string, id: string): Facts => ({
  ...common, id, number: '2026-044', type: 'codev_series', title: 'Yhteiskehittäminen 2/6: kokemukset palveluista', aim: 'Mietitte yhdessä, mitä hyvästä palvelusta pitää jäädä jäljelle.',
  starts: at(today, 17, '17:00'), ends: at(today, 17, '19:00'), mode: 'remote', place: '', link: 'https://example.org/kehittaminen', room: '4 nuorta, 3 ammattilaista',
  replyBy: addDays(today, 3), food: 'Ruokalahjakortti ennen tapaamista', fee: rate('pirk-codev-hour', 2000, 'not-stated', addDays(today, 40), 'hour'),
  filled: { c_dates: '1 tutustuminen, 2 kokemukset palveluista, 3–6 unelmien palvelu', c_hours: 'Nea kirjaa tunnit. Sinä näet ne Palkkiot-sivulla.' },
});
