/** One offending field of what a caller sent. All of them are reported at once. */
export interface InputIssue {
  /** JSON pointer (RFC 6901) into the body; a dotted fact id is one token, as in `/answers/org.origin`. */
  readonly pointer: string;
  /** Stable word for the kind of fault. */
  readonly code: string;
  readonly message: string;
  /** What would be right. */
  readonly expected: string;
  /** The nearest known name or value, or `null`. */
  readonly suggestion: string | null;
}

/** Escapes one token of a JSON pointer (RFC 6901, section 3). */
export function pointerToken(name: string | number): string {
  return String(name).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Makes an issue; one without a nearest name or value has no suggestion. */
export function issueAt(
  pointer: string,
  code: string,
  message: string,
  expected: string,
  suggestion: string | null = null,
): InputIssue {
  return { pointer, code, message, expected, suggestion };
}

/** A value as it was sent, cut to what fits into a sentence. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}
