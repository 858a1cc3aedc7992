/** For data, which is all but reports and the reference page; those have policies of their own. */
export const NOTHING_RUNS = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** What goes out is confidential: no cache keeps it. */
export const NO_CACHE = { 'cache-control': 'no-store' } as const;

/** The headers of answers that are made before any hook runs: to what is no request, or no URL. */
export const BARE_HEADERS: Readonly<Record<string, string>> = {
  ...NO_CACHE,
  'content-security-policy': Object.entries(NOTHING_RUNS)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join(';'),
  'x-content-type-options': 'nosniff',
};
