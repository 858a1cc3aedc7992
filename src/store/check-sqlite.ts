import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { DatabaseCheck } from '../service/ports.ts';
import { auditedOrganizations } from './audit-log.ts';
import { verifyChain } from './verify-chain.ts';

const names = z.array(z.string());
const MAX_FAULTS = 20;

/** Reads a whole database: its pages and indexes, what refers to what, and every audit chain. Says what is wrong, and never throws for it. */
export function checkSqlite(client: Database): DatabaseCheck {
  try {
    const broken = names.parse(client.prepare(`PRAGMA integrity_check(${MAX_FAULTS})`).pluck().all());
    const faults = broken.filter((line) => line !== 'ok').map((line) => `integrity: ${line}`);
    if (faults.length > 0) return { faults, chains: [], rows: {} };
    const orphans = client.prepare('PRAGMA foreign_key_check').raw().all().slice(0, MAX_FAULTS);
    faults.push(...orphans.map((orphan) => `reference: ${JSON.stringify(orphan)}`));
    const db = drizzle({ client });
    const chains = auditedOrganizations(db).map((organization) => verifyChain(db, organization, []));
    for (const { organization, fault } of chains)
      if (fault !== null) faults.push(`audit chain of ${organization}: entry ${fault.sequence} ${fault.fault}`);
    return { faults, chains, rows: countRows(client) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { faults: [`unreadable: ${reason}`], chains: [], rows: {} };
  }
}

/** By table, those of SQLite and of the migrator left out. */
function countRows(client: Database): Readonly<Record<string, number>> {
  const all =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'";
  const tables = names.parse(client.prepare(`${all} ORDER BY name`).pluck().all());
  const count = (table: string): number =>
    z.int().parse(client.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
  return Object.fromEntries(tables.map((table) => [table, count(table)]));
}
