import '../evaluation/evaluation.ts'; // refused: core-questionnaire-is-above-its-imports
