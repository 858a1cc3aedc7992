const LINE_BREAKS = /[\n\v\f\r\u0085\u2028\u2029]+/g;

/** A line that stays one, whatever names from a file stand in it. */
export function onOneLine(line: string): string {
  return line.replaceAll(LINE_BREAKS, ' ');
}
