/** How much is taken before callers are told to wait; `null` where there is no limit. */
export interface Limits {
  /** Requests a minute of one key, or of one holder of tokens. */
  readonly perCaller: number | null;
  /** Requests a minute from one address, whoever calls. */
  readonly perAddress: number | null;
  /** Failed authentications a minute from one address; then none is tried until the minute is over. */
  readonly failuresPerAddress: number | null;
  /** Whose word on the address of a caller is taken: addresses and networks of proxies. */
  readonly trustedProxies: readonly string[];
  /** How long the event loop may be late. */
  readonly eventLoopDelayMs: number | null;
  /** How much memory the process may have. */
  readonly rssBytes: number | null;
}

/** No limits, for what is not offered to anybody. */
export const NO_LIMITS: Limits = {
  perCaller: null,
  perAddress: null,
  failuresPerAddress: null,
  trustedProxies: [],
  eventLoopDelayMs: null,
  rssBytes: null,
};
