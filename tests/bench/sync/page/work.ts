import type { BenchRow } from '../table.ts';

// The work, the same for both sides: 1,000 mutations of about 335 bytes each, which make 800 entities.

export interface Mutation extends Omit<BenchRow, 'kind' | 'id'> {
  readonly entity: string;
}

const words = (
  'aamu aika ajatus alku ehdotus esimerkki hanke helppo huoli hyvä ihminen ilta joukko juna kahvi kaupunki kertoa keskustelu kokemus koulu kuulla kysymys ' +
  'lapsi lasku linja lupa matka mieli muistaa muutos nuori odottaa ohje oma osata paikka palata perhe puhe puhelin päivä rauha ryhmä sana seuraava sopia ' +
  'syksy tapaaminen tarina tauko tehdä tieto toivo tunne tuttu työpaja uusi vaihe vastaus viikko voima ymmärtää yhdessä ystävä'
).split(' ');
const places = ['Tampere', 'Helsinki', 'Oulu', 'Turku', 'Kuopio', 'etänä'];

/** Mutation number `i`: every fifth edits the entity of the one before it, the others make a new one, `e<i>`. */
export function mutation(i: number): Mutation {
  return { entity: `e${i % 5 === 4 ? i - 1 : i}`, ...contentOf(i) };
}

/** A row as the server has confirmed it. */
export const rowOf = (i: number): BenchRow => ({ kind: 'bench', id: `e${i}`, ...contentOf(i) });

function contentOf(i: number): Omit<Mutation, 'entity'> {
  const random = numbersFrom(i);
  const text = (length: number): string => Array.from({ length }, () => words[random(words.length)]).join(' ');
  return { m: i, title: text(2 + random(3)), note: text(18 + random(9)), place: places[random(places.length)] ?? '' };
}

/** The same numbers for the same seed, so that both sides and every run have the same work (Mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 0x9e37_79b9);
  return (below) => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
