/** Whether keys are asked for: always, never, or as soon as there is any way to have one. */
export type AuthSetting = 'keys' | 'none' | 'keys_if_any';

/** What is known at start about ways to come in. */
export interface WaysIn {
  /** Whether an identity provider is set. */
  readonly tokens: boolean;
  readonly keys: { readonly any: boolean; readonly usable: boolean };
}

/**
 * Decides whether callers must say who they are. A key that was ever made settles it, be it expired by now: a service that was closed
 * does not open by itself.
 *
 * @returns `locked_out` when they must, and nobody could
 */
export function chooseAccess(setting: AuthSetting, { tokens, keys }: WaysIn): 'keys' | 'none' | 'locked_out' {
  if (setting === 'none' || (setting === 'keys_if_any' && !tokens && !keys.any)) return 'none';
  return tokens || keys.usable ? 'keys' : 'locked_out';
}
