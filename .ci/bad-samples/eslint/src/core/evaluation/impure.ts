import { readFileSync } from 'node:fs'; // refused: no-restricted-imports
import { join } from 'path'; // refused: no-restricted-imports
import fastify from 'fastify'; // refused: no-restricted-imports
import { parse } from 'yaml'; // refused: no-restricted-imports
import { z } from 'zod';

/** State that outlives a call. */
export let calls = 0; // refused: no-restricted-syntax
let hidden = 0; // refused: no-restricted-syntax

/** Reads a clock, the environment, a random number and a file. */
export function judge(): unknown[] {
  calls += 1;
  hidden += 1;
  return [
    new Date(), // refused: no-restricted-syntax
    Date(), // refused: no-restricted-syntax
    Date.now(), // refused: no-restricted-syntax
    Math.random(), // refused: no-restricted-syntax
    process.env['ZONE'], // refused: no-restricted-syntax
    process.cwd(), // refused: no-restricted-syntax
    import('zod'), // refused: no-restricted-syntax
    performance.now(), // refused: no-restricted-globals
    new Date('2026-01-01'),
    [readFileSync, join, fastify, parse, z, hidden],
  ];
}
