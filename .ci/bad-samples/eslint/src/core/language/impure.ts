import { Environment } from '@marcbachmann/cel-js';
import { randomUUID } from 'node:crypto'; // refused: no-restricted-imports
import { drizzle } from 'drizzle-orm/better-sqlite3'; // refused: no-restricted-imports
import { parse } from 'yaml';
import { z } from 'zod';

/** Everything that a parser may and may not reach for. */
export const reached: readonly unknown[] = [Environment, randomUUID, drizzle, parse, z];
