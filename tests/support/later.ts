// Preloaded (`node --import`) into a server whose clock is to show a day `CLOCK_DAYS` from now: what passes in two months
// on the phone has passed on the server, too.

const ahead = Number(process.env['CLOCK_DAYS']) * 86_400_000;
const now = Date.now;
const later = () => now() + ahead;

Object.assign(globalThis, {
  Date: new Proxy(Date, {
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [later()] : given, as),
    get: (target, name) => (name === 'now' ? later : Reflect.get(target, name)),
  }),
});
