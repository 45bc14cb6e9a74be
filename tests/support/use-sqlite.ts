import { useCluster } from './database.ts';

useCluster(undefined);
