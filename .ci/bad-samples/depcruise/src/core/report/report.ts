import '../base/word.ts';
import '../proof/proof.ts'; // refused: core-report-is-above-its-imports
