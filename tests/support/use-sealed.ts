import { sealStores } from './sealed-store.ts';

sealStores();
