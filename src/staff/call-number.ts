/** The address that calls a number as somebody wrote it. */
export const callAddress = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;
