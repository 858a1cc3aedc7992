import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { review as reviewSchema } from '../../src/http/schemas/review.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { evaluation } from '../../src/http/schemas/evaluation.ts';
import { readDocument, useService, type Operation } from './harness.ts';
import { SETS_ASIDE } from '../support/sets-aside.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const service = useService(RULES_FOLDER);
const { whole, read: document } = await readDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, Operation] => [
    `${method.toUpperCase()} ${path}`,
    operation,
  ]),
);

describe('the OpenAPI document', () => {
  test('is served as it is printed without rules or a database', async () => {
    const { body } = await service().call('GET', '/openapi.json');
    expect(body).toEqual(whole);
  });

  test('names every operation once', () => {
    expect(operations.map(([name, { operationId }]) => `${name}: ${operationId}`)).toEqual([
      'GET /health/live: isLive',
      'GET /health/ready: isReady',
      'GET /v1/rulesets: listRulesets',
      'GET /v1/rulesets/{id}: getRuleset',
      'GET /v1/rulesets/{id}/coverage: getCoverage',
      'GET /v1/crosswalks: listCrosswalks',
      'GET /v1/crosswalks/{id}: getCrosswalk',
      'GET /v1/questionnaire: getQuestionnaire',
      'GET /v1/questionnaire/schema: getAnswersSchema',
      'GET /v1/checklist.{format}: getChecklist',
      'GET /v1/checklist: negotiateChecklist',
      'POST /v1/evaluate: evaluate',
      'POST /v1/what-if: whatIf',
      'POST /v1/products: createProduct',
      'GET /v1/products: listProducts',
      'GET /v1/products/{id}: getProduct',
      'GET /v1/products/{id}/evaluations: listEvaluations',
      'GET /v1/products/{id}/draft: getDraft',
      'PUT /v1/products/{id}/draft: saveDraft',
      'DELETE /v1/products/{id}/draft: discardDraft',
      'POST /v1/products/{id}/draft/submit: submitDraft',
      'POST /v1/submissions: submit',
      'POST /v1/products/{id}/submissions: submitForProduct',
      'GET /v1/submissions/{id}: getSubmission',
      'GET /v1/evaluations/{id}: getEvaluation',
      'POST /v1/evaluations/{id}/verify: verifyEvaluation',
      'GET /v1/evaluations/{a}/compare/{b}: compareEvaluations',
      'GET /v1/evaluations/{id}/report.{format}: getReport',
      'GET /v1/evaluations/{id}/report: negotiateReport',
      'GET /v1/evaluations/{id}/review: getReview',
      'PUT /v1/evaluations/{id}/findings/{rule}/review: reviewFinding',
      'DELETE /v1/evaluations/{id}/findings/{rule}/review: withdrawFindingReview',
      'PUT /v1/evaluations/{id}/set-aside/{fact}/confirmation: confirmSetAside',
      'DELETE /v1/evaluations/{id}/set-aside/{fact}/confirmation: withdrawConfirmation',
      'POST /v1/evaluations/{id}/sign-off: signOff',
      'GET /v1/products/{id}/accepted-risks: listAcceptedRisks',
      'PUT /v1/products/{id}/accepted-risks/{rule}: acceptRisk',
      'DELETE /v1/products/{id}/accepted-risks/{rule}: withdrawRisk',
      'GET /v1/evaluations/{id}/findings/{rule}/why: explainFinding',
      'POST /v1/why: explain',
      'POST /v1/impact: impact',
      'POST /v1/keys: createKey',
      'GET /v1/keys: listKeys',
      'DELETE /v1/keys/{id}: revokeKey',
      'GET /v1/organization: getOrganization',
      'GET /v1/organization/branding: getBranding',
      'PUT /v1/organization/branding: saveBranding',
      'GET /v1/audit: exportAudit',
      'GET /v1/audit/head: getAuditHead',
      'POST /v1/erasures: erase',
      'POST /v1/holds: addHold',
      'GET /v1/holds: listHolds',
      'DELETE /v1/holds/{id}: releaseHold',
      'GET /metrics: getMetrics',
      'GET /problems/{code}: getProblemType',
    ]);
  });

  test.each(operations)('%s is described, and refusals are problem documents', (_name, operation) => {
    expect(operation.summary).toMatch(/\S/);
    expect(operation.description).toMatch(/\S/);
    expect(operation.tags).toHaveLength(1);
    // A probe is never refused for asking often.
    const isHealth = operation.operationId === 'isLive' || operation.operationId === 'isReady';
    expect('429' in operation.responses).toBe(!isHealth);
    for (const status of ['4XX', '5XX', ...(isHealth ? [] : ['429'])]) {
      expect(operation.responses[status]?.content).toEqual({
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      });
    }
  });

  test('uses every component it has', () => {
    const text = JSON.stringify(whole);
    const unused = Object.keys(document.components.schemas).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`),
    );
    expect(unused).toEqual([]);
  });

  test('has statuses as words, and truth as one of three', () => {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.looseObject({ enum: z.unknown().optional() })) })
      .parse(document.components.schemas['Finding']);
    expect(properties['status']?.enum).toEqual([
      'met',
      'not_met',
      'needs_attestation',
      'undetermined',
      'not_applicable',
    ]);
    expect(properties['applicability']?.enum).toEqual(['true', 'false', 'unknown']);
  });

  test('passes redocly with its recommended rules without a warning', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'preclear-openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(whole));
      const redocly = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');
      const args = [redocly, 'lint', '--config', join(ROOT, '.ci/redocly.yaml'), '--format', 'json', file];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 }, problems: [] });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** What makes nothing that is there afterwards. */
const MAKES_NOTHING = [
  'POST /v1/evaluate',
  'POST /v1/what-if',
  'POST /v1/why',
  'POST /v1/impact',
  'POST /v1/erasures',
  'POST /v1/evaluations/{id}/sign-off',
];

describe('over the shipped rules', () => {
  const bodies = operations.flatMap(([name, { requestBody }]) => {
    const component = requestBody?.content['application/json'].schema.$ref.split('/').at(-1) ?? '';
    const { examples = [] } = document.components.schemas[component] ?? {};
    return examples.map((example): [string, unknown] => [name, example]);
  });

  test('every operation with a body has an example', () => {
    expect(bodies.map(([name]) => name)).toEqual([
      'POST /v1/evaluate',
      'POST /v1/what-if',
      'POST /v1/products',
      'PUT /v1/products/{id}/draft',
      'POST /v1/submissions',
      'POST /v1/products/{id}/submissions',
      'PUT /v1/evaluations/{id}/findings/{rule}/review',
      'PUT /v1/evaluations/{id}/set-aside/{fact}/confirmation',
      'POST /v1/evaluations/{id}/sign-off',
      'PUT /v1/products/{id}/accepted-risks/{rule}',
      'POST /v1/why',
      'POST /v1/impact',
      'POST /v1/keys',
      'PUT /v1/organization/branding',
      'POST /v1/erasures',
      'POST /v1/holds',
    ]);
  });

  test.each(bodies)('the example of %s works', async (name, example) => {
    const { call } = service();
    // An answer that sets duties aside, for the one that confirms it.
    const answers = name.includes('/set-aside/') ? SETS_ASIDE : {};
    const made = await call('POST', '/v1/submissions', { product: { name: 'Writer' }, answers });
    const { links, evaluation: judged } = submissionResult.parse(made.body);
    const url = (name.split(' ')[1] ?? '')
      .replace('/v1/evaluations/{id}', links.evaluation)
      .replace('/v1/products/{id}', links.product)
      .replace('{rule}', 'cn-gai-17-1-security-assessment')
      .replace('{fact}', judged.set_aside[0]?.fact ?? '');
    const method = name.startsWith('PUT') ? 'PUT' : 'POST';
    const isSignOff = name.endsWith('/sign-off');
    if (isSignOff) {
      const { body } = await call('GET', `${links.evaluation}/review`);
      const said = { disposition: 'confirmed', by: { name: 'A. Person', role: 'Counsel' } };
      for (const { rule } of reviewSchema.parse(body).to_review)
        await call('PUT', `${links.evaluation}/findings/${rule}/review`, said);
    }
    const headers = isSignOff ? { 'if-match': '*' } : {};
    const { status } = await call(method, url, example, { headers });
    expect(status).toBe(method === 'PUT' || MAKES_NOTHING.includes(name) ? 200 : 201);
  });

  test('every description fits its schema', async () => {
    const { needs, call } = service();
    const urls = needs.library.rulesets.flatMap(({ compiled }) => [
      `/v1/rulesets/${compiled.id}`,
      `/v1/rulesets/${compiled.id}/coverage`,
      `/v1/questionnaire?rulesets=${compiled.id}`,
    ]);
    for (const url of ['/v1/rulesets', '/v1/questionnaire', '/v1/questionnaire/schema', ...urls]) {
      expect((await call('GET', url)).status, url).toBe(200);
    }
  });

  test('an evaluation with traces fits its schema, and nothing of it is lost', async () => {
    const { needs, call } = service();
    const { body } = await call('POST', '/v1/evaluate?trace=true', { answers: { 'service.generates_content': true } });
    const counted = evaluation.parse(body).rulesets.map(({ id, findings }) => [id, findings.length]);
    expect(counted).toEqual(needs.library.rulesets.map(({ compiled }) => [compiled.id, compiled.rules.length]));
  });
});
