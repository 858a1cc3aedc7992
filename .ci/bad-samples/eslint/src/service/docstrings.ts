export function undocumentedService(): number { // refused: jsdoc/require-jsdoc
  return 1;
}
