import { z } from 'zod';
import type { SnapshotRecord } from '../service/ports.ts';
import { digest } from './columns.ts';

const snapshotRow = z.object({ digest, rulesetId: z.string(), version: z.string(), content: z.string() });

export function parseSnapshot(row: unknown): SnapshotRecord {
  return snapshotRow.parse(row);
}

/** A snapshot without its content. */
export function parseVersion(row: unknown): Omit<SnapshotRecord, 'content'> {
  return snapshotRow.omit({ content: true }).parse(row);
}
