import { used } from './library.ts';

used();
