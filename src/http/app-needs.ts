import type { Clock, Ids, Store } from '../service/ports.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import type { SnapshotCache } from '../service/recompute.ts';
import type { ReportRenderer } from '../service/render-report.ts';

/** How much is logged, loudest last. */
type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** What the HTTP layer is put together from. */
export interface AppNeeds {
  readonly library: RuleLibrary;
  readonly store: Store;
  readonly snapshots: SnapshotCache;
  readonly renderers: readonly ReportRenderer[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logLevel: LogLevel;
}
