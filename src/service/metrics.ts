/** How an evaluation came about: for an answer alone, for a submission, or again from what is stored. */
type EvaluationKind = 'stateless' | 'submitted' | 'recomputed';

/** What a limit is of: one caller, one address, or the failed authentications from one address. */
export type LimitName = 'caller' | 'address' | 'failures';

/** Counts and times what the service does. No label ever holds an id or a name. */
export interface Metrics {
  /** @param route - the pattern of the path, such as `/v1/products/:id`; `none` when there is none */
  readonly answered: (method: string, route: string, status: number, seconds: number) => void;
  readonly committed: (seconds: number) => void;
  readonly evaluated: (kind: EvaluationKind) => void;
  readonly refused: (reason: string) => void;
  /** A request over a limit. */
  readonly limited: (limit: LimitName) => void;
  /** A request that was not taken for want of time or memory. */
  readonly shed: (pressure: string) => void;
  /** All of it, as Prometheus reads it. */
  readonly read: () => Promise<{ readonly contentType: string; readonly text: string }>;
}
