import '../report/line.ts'; // refused: core-evaluation-is-above-its-imports
