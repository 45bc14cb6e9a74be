import { expertRules } from '../protocol/expert.ts';
import { rowSchemas } from '../protocol/rows.ts';

/** What the young expert's app may do and see; loaded after the first picture (client/connection.ts). */
export const expertTables = { rules: expertRules, schemas: rowSchemas };
