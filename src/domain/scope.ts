import type { Scope } from './op.ts';

/**
 * Who may see a row. A scope has members; a row stands in one or more scopes.
 *
 * project  everybody who works or takes part in the project; never a contact person
 * experts  the young experts
 * team     the coordinators
 * fees     the fee office
 * person   one person alone
 */
export const projectScope = (project: string): Scope => `project:${project}`;
export const expertsScope = (project: string): Scope => `experts:${project}`;
export const teamScope = (project: string): Scope => `team:${project}`;
export const feesScope = (project: string): Scope => `fees:${project}`;
export const personScope = (person: string): Scope => `person:${person}`;
