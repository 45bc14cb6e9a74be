/** A day (`YYYY-MM-DD`) that somebody can mean: no session is older than Rasti, and nobody promises anything for the next century. */
export const isSensibleDay = (day: string): boolean => day >= '2020-01-01' && day <= '2099-12-31';
