import { inject } from 'vitest';
import { useCluster } from './database.ts';

const postgres = inject('postgres');
if ('problem' in postgres) throw new Error(postgres.problem);
useCluster(postgres.url);
