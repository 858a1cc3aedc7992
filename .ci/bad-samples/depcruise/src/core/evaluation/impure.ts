import 'node:fs'; // refused: core-is-pure
import type { FastifyInstance } from 'fastify'; // refused: core-is-pure, only-http-imports-its-packages
import 'fastest-levenshtein'; // refused: only-core-base-imports-its-packages
import 'yaml'; // refused: only-core-language-imports-its-packages
import '../../store/store.ts'; // refused: core-is-pure

export type App = FastifyInstance;
