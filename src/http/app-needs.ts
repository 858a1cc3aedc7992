import type { TokenVerifier } from '../service/authenticate.ts';
import type { Metrics } from '../service/metrics.ts';
import type { Clock, Ids, Store } from '../service/ports.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import type { SnapshotCache } from '../service/recompute.ts';
import type { CheckLogo } from '../service/branding.ts';
import type { ReportRenderer } from '../service/render-report.ts';
import type { Limits } from './limits.ts';
import type { ServerBounds } from './server-bounds.ts';

/** How much is logged, loudest last. */
type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Who is let in. */
export type Admission =
  /** Whoever sits at this machine, as one organization with every scope. For the loopback interface alone. */
  | { readonly mode: 'none'; readonly host: string }
  /** Who has a key or, where an identity provider is set, a token of it. Without a metrics token there are no metrics. */
  | { readonly mode: 'keys'; readonly tokens: TokenVerifier | null; readonly metricsToken: string | null };

/** What the HTTP layer is put together from. */
export interface AppNeeds {
  readonly library: RuleLibrary;
  readonly store: Store;
  readonly snapshots: SnapshotCache;
  readonly renderers: readonly ReportRenderer[];
  readonly checkLogo: CheckLogo;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly admission: Admission;
  readonly metrics: Metrics;
  readonly logLevel: LogLevel;
  readonly limits: Limits;
  /** Where they are not the usual ones. */
  readonly bounds?: Partial<ServerBounds>;
}
