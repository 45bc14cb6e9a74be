import { command, readingFrom } from './copy/command.ts';
import { Problem } from './copy/fill.ts';
import { closedFile, createClosedList } from '../server/closed-list.ts';
import { createServerLink } from '../server/server-link.ts';
import { choosePerson, peopleIn, tellPeople } from './link/people.ts';

// `npm run link`: who there is. `npm run link -- <name or id>`: a one-time link for somebody who cannot get in, because they
// were the only coordinator and signed out, or lost the computer. `--close` closes what they have open, which a lost computer
// needs. It is written into the ledger, and told to the person and to every coordinator: nobody gets in unseen.

await command(async (config) => {
  const given = process.argv.slice(2);
  const wanted = given.filter((one) => one !== '--close').join(' ').trim();
  await readingFrom(config, async (db) => {
    const people = await peopleIn(db);
    if (people.length === 0) throw new Problem('There is nobody yet. `npm start` prints the link of the first coordinator.');
    if (wanted === '') {
      for (const line of tellPeople(people)) console.log(line);
      console.log('A link for one of them: npm run link -- "<name or id>"');
      return;
    }
    const person = choosePerson(people, wanted);
    if (person.open > 0 && !given.includes('--close')) {
      throw new Problem(`${person.name} is signed in on ${person.open === 1 ? 'one device' : `${person.open} devices`}, and can add another one there. Where that is lost: npm run link -- "${person.id}" --close. It closes what is open; what such a device had stored, it erases when it is next online.`);
    }
    const { secret, expires, closed } = await createServerLink(db, person.id, given.includes('--close'), new Date().toISOString());
    createClosedList(config.dataDir)(closed);
    console.log(`${config.publicUrl}${person.isExpert ? '/' : '/staff/'}#${secret}`);
    console.log(`For ${person.name}, once, until ${expires}. Show it to nobody else. They are told that it was made here, and so is every coordinator.`);
    if (closed.length > 0) console.log(`Closed: ${closed.length}. Remembered in ${closedFile(config.dataDir)}.`);
  });
});
