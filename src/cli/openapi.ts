import { openapiDocument } from '../http/app.ts';
import type { Terminal } from './terminal.ts';

/** Prints the OpenAPI document and nothing else. */
export async function openapi(terminal: Terminal): Promise<void> {
  terminal.stdout.write(`${JSON.stringify(await openapiDocument(), undefined, 2)}\n`);
}
