import '../base/word.ts';
import '../report/line.ts'; // refused: core-proof-is-above-its-imports
