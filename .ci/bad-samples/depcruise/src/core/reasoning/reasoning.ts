import '../base/word.ts';
import '../report/line.ts'; // refused: core-reasoning-is-above-its-imports
