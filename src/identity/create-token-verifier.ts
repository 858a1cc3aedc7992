import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { IdentityUnavailable, type TokenVerifier } from '../service/authenticate.ts';
import type { Clock } from '../service/ports.ts';
import { fetchBounded } from './fetch-bounded.ts';
import { readClaims, type ClaimNames } from './read-claims.ts';

/** Which tokens are believed, and where they say what. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwksUrl: string;
  readonly claims: ClaimNames;
}

/** Public keys alone: with a shared secret whoever can verify tokens could make them, and `none` is no signature. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const FETCH_TIMEOUT_MS = 5000;

/** However many tokens name keys that nobody knows, the issuer is asked no more often. */
const COOLDOWN_MS = 30_000;
const KEYS_KEPT_MS = 600_000;
const CLOCK_TOLERANCE_S = 30;

/** Verifies tokens of an OpenID Connect provider. Its keys are fetched when the first token comes, and kept for a while. */
export function createTokenVerifier(settings: TokenSettings, clock: Clock): TokenVerifier {
  const keys = keysOf(settings.jwksUrl);
  const { issuer, audience, claims } = settings;
  return {
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ALGORITHMS,
          requiredClaims: ['exp', 'sub'],
          clockTolerance: CLOCK_TOLERANCE_S,
          currentDate: clock.now(),
        });
        return readClaims(payload, claims) ?? 'token_lacks_claims';
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
        return error instanceof errors.JWTExpired ? 'token_expired' : 'token_invalid';
      }
    },
  };
}

function keysOf(jwksUrl: string): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: FETCH_TIMEOUT_MS,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: KEYS_KEPT_MS,
    [customFetch]: fetchBounded,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (cause) {
      // These lie in the token: it names no key of the issuer, not one alone, or one of another kind.
      const inToken = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
      if (inToken.some((kind) => cause instanceof kind)) throw cause;
      throw new IdentityUnavailable(`The keys at ${jwksUrl} cannot be had.`, { cause });
    }
  };
}
