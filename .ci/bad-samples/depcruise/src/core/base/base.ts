import 'fastest-levenshtein';
import { z } from 'zod';
import '../language/language.ts'; // refused: core-base-is-above-its-imports

export const base = z;
