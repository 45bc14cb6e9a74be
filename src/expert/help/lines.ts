import type { Language } from '../../ui/words.ts';

/** Somebody to turn to. The words are in help.json under the same id; what was checked and where is in the design's helplines.json. */
export interface HelpLine {
  readonly id: string;
  /** Keys of its name and of what is worth knowing before calling: the price, and whether it is on the bill. */
  readonly name: string;
  readonly about: string;
  readonly tel?: { readonly number: string; readonly shown: string };
  readonly url?: string;
  /** Only where the app speaks this language; everywhere when left out. */
  readonly only?: readonly Language[];
}

/** When the numbers were last compared with the services' own pages. */
export const checkedOn = '2026-11-22';

export const emergency = '112';

export const talkLines: readonly HelpLine[] = [
  { id: 'mll', name: 'help:mll.name', about: 'help:mll.about', tel: { number: '116111', shown: '116 111' } },
  { id: 'mll-sv', name: 'help:mll-sv.name', about: 'help:mll-sv.about', tel: { number: '080096116', shown: '0800 96 116' }, only: ['sv'] },
  { id: 'mll-chat', name: 'help:mll-chat.name', about: 'help:mll-chat.about', url: 'https://nuortennetti.fi' },
  { id: 'crisis', name: 'help:crisis.name', about: 'help:crisis.about', tel: { number: '0925250111', shown: '09 2525 0111' } },
  { id: 'crisis-sv', name: 'help:crisis-sv.name', about: 'help:crisis-sv.about', tel: { number: '0925250112', shown: '09 2525 0112' }, only: ['sv'] },
  { id: 'crisis-ar', name: 'help:crisis-ar.name', about: 'help:crisis-ar.about', tel: { number: '0925250113', shown: '09 2525 0113' } },
  { id: 'nollalinja', name: 'help:nollalinja.name', about: 'help:nollalinja.about', tel: { number: '080005005', shown: '080 005 005' } },
  // No address: the one we know of could not be confirmed, and a wrong one here is worse than none.
  { id: 'sekasin', name: 'help:sekasin.name', about: 'help:sekasin.about' },
];

export const rightsLines: readonly HelpLine[] = [
  { id: 'ombudsperson', name: 'help:ombudsperson.name', about: 'help:ombudsperson.about' },
  { id: 'parliament', name: 'help:parliament.name', about: 'help:parliament.about', url: 'https://www.oikeusasiamies.fi' },
  { id: 'agency', name: 'help:agency.name', about: 'help:agency.about' },
  { id: 'children', name: 'help:children.name', about: 'help:children.about', url: 'https://lapsiasia.fi' },
];
