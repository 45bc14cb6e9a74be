// Keys of drafts that more than one feature names. What is typed to the contact person is not among the drafts: it lies in
// the channel's own store.

/** Own thoughts: about a session where it is that session's id. */
export const reflectionKey = (id: string): string => `reflection:${id}`;

/** One's own words on an item of the checklist. */
export const noteKey = (answer: string): string => `note:${answer}`;

/** How far, on this phone alone, the coordinator's answer to a question was seen. */
export const replySeenKey = (answer: string): string => `reply-seen:${answer}`;

/** That the cancellation of a session was read, on this phone alone. */
export const cancelledSeenKey = (session: string): string => `cancelled-seen:${session}`;

/** Which devices this phone trusts (crypto/trust/pin.ts). */
export const pinsKey = 'pins';

/** What screens know of the contact person without the channel's code (people.ts). */
export const contactKey = 'contact';

/** The session that the next message is about, by id. */
export const aboutKey = 'about';

/** The name that was chosen at the welcome, until it is on its way. */
export const nameKey = 'my-name';
