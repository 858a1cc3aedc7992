import '@marcbachmann/cel-js';
import 'yaml';
import 'zod';
import '../questionnaire/questionnaire.ts'; // refused: core-language-is-above-its-imports
