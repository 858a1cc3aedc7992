import { Readable } from 'node:stream';
import { z } from 'zod';
import { auditOnWire, readAudit } from '../../service/read-audit.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { wholeNumber } from '../paging.ts';
import { digest, instant } from '../schemas/common.ts';
import { json, jsonLines, problems } from '../schemas/responses.ts';

const tags = ['Audit'];
const config = { scope: 'admin' } as const;
const MAX_LIMIT = 1000;

const auditQuery = z.strictObject({
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0).describe('The sequence after which to begin.'),
  until: wholeNumber(0, Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('The last sequence; where the chain ends now when left out.'),
  limit: wholeNumber(1, MAX_LIMIT).default(MAX_LIMIT).describe('How many entries at most.'),
});

/** An entry as it goes out. */
const entry = z
  .object({
    organization_id: z.string(),
    sequence: z.number().int().min(1),
    at: instant,
    actor: z.string().describe('Who acted: a key, a subject of the identity provider, or a part of Preclear.'),
    action: z.string(),
    subject: z.string().describe('What it was done to.'),
    content_digest: digest.describe('Of what the entry is about, salted.'),
    previous_hash: digest.nullable(),
    hash: digest,
  })
  .meta({ id: 'AuditEntry', description: 'Who did what to what, linked to the entry before.' });

const head = z
  .object({
    organization_id: z.string(),
    sequence: z.number().int().min(0).describe('0 while there is no entry.'),
    hash: digest.nullable(),
    at: instant.nullable(),
  })
  .meta({
    id: 'AuditHead',
    description: 'The last entry of an audit chain. Note its hash elsewhere: it vouches for all before it.',
  });

/** The audit trail of the caller's organization. */
export function addAuditRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/v1/audit', {
    config,
    schema: {
      operationId: 'exportAudit',
      summary: 'Export the audit trail',
      description:
        'Entries in the order of the chain, one JSON object a line. The header Link names the next page; the export ends where the ' +
        'chain ended when it was begun. That it was read is an entry, too.',
      tags,
      querystring: auditQuery,
      response: {
        200: jsonLines('One page of entries.', entry),
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const { limit } = request.query;
      const { links, next } = await readAudit(needs, callerOf(request), request.query);
      if (next !== null) {
        const { after, until } = next;
        void reply.header('link', `</v1/audit?after=${after}&until=${until}&limit=${limit}>; rel="next"`);
      }
      const lines = links.map((link) => `${JSON.stringify(auditOnWire(link))}\n`);
      return reply.type('application/x-ndjson').send(Readable.from(lines, { objectMode: false }));
    },
  });

  app.get('/v1/audit/head', {
    config,
    schema: {
      operationId: 'getAuditHead',
      summary: 'Read the end of the audit trail',
      description: 'The last entry, to be noted where nobody who could write to the database can.',
      tags,
      response: { 200: json('The last entry.', head), ...problems },
    },
    handler: async (request) => {
      const { organization } = callerOf(request).reach;
      const last = await needs.store.lastEntry(organization);
      const { sequence = 0, hash = null, at = null } = last ?? {};
      return { organization_id: organization, sequence, hash, at };
    },
  });
}
