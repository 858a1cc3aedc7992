/** What a person who vouches for a judgement says. Given only when `attested` is true and nothing is missing. */
export interface Attestation {
  readonly attested: boolean;
  readonly by?: string | undefined;
  readonly role?: string | undefined;
  readonly on?: string | undefined;
  readonly evidence?: readonly string[] | undefined;
}

/** The answer to one question: its type is that of the question. */
export type AnswerValue = boolean | string | number | readonly string[] | Attestation;

/** Parsed answers by fact id. A fact that is not there is unknown; defaults are not filled in. */
export type Answers = ReadonlyMap<string, AnswerValue>;

/** Whether an answer is an attestation that counts as given. A parsed one that says `attested: true` is always complete. */
export function isGiven(value: AnswerValue | undefined): boolean {
  return typeof value === 'object' && 'attested' in value && value.attested;
}
