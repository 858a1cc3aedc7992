import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { evaluation } from '../../src/http/schemas/evaluation.ts';
import type { plan } from '../../src/http/schemas/plan.ts';
import { useService } from './harness.ts';

const service = useService(fileURLToPath(new URL('../../rules', import.meta.url)));

const answersFile = z.object({ answers: z.record(z.string(), z.unknown()) });

function answersOf(example: string): Record<string, unknown> {
  const text = readFileSync(new URL(`../../examples/${example}.yaml`, import.meta.url), 'utf8');
  return answersFile.parse(parse(text)).answers;
}

async function planOf(query: string, body: Record<string, unknown>): Promise<z.output<typeof plan>> {
  const answer = await service().call('POST', `/v1/evaluate${query}`, { as_of: '2026-11-23', ...body });
  expect(answer.status).toBe(200);
  const found = evaluation.parse(answer.body).plan;
  if (found === null) throw new Error('no plan');
  return found;
}

test('the plan of a product with two majors open closes both for a clear gate, and nothing for an open one', async () => {
  const answers = answersOf('f-writing-app-two-majors-open');
  const clear = await planOf('?plan=clear', { answers });
  expect(clear.gate).toBe('clear');
  expect(
    clear.fixes.map(({ fact, now, to, settles, with: together }) => ({ fact, now, to, settles, together })),
  ).toEqual([
    {
      fact: 'users.audience_published',
      now: false,
      to: true,
      settles: ['cn-gai-10-1-publish-audience-use'],
      together: [],
    },
    { fact: 'operations.mlps_done', now: false, to: true, settles: ['cn-gai-9-1-network-security'], together: [] },
  ]);
  const unblocked = await planOf('', { answers });
  expect({ gate: unblocked.gate, fixes: unblocked.fixes }).toEqual({ gate: 'conditional', fixes: [] });
});

test('routes stand beside the plan with their costs, each evaluated; texts come in the language asked for', async () => {
  const answers = answersOf('d-education-minors');
  const { routes } = await planOf('?locale=zh-CN', { answers });
  expect(routes.map(({ id, gate, plan: left }) => [id, gate, left.gate])).toEqual([
    ['call-a-filed-model', 'blocked', 'clear'],
    ['closed-test', 'out_of_scope', 'out_of_scope'],
    ['named-enterprise-clients', 'out_of_scope', 'out_of_scope'],
    ['keep-mainland-out', 'out_of_scope', 'out_of_scope'],
  ]);
  expect(routes[0]?.title).toBe('不作修改地调用已备案模型，以登记代替备案');
  expect(routes[0]?.no_longer_apply).toContain('cn-gai-17-1-genai-filing');
  expect(routes[0]?.newly_apply).toContain('cn-gai-17-1-genai-registration');
});

test('a planned launch places the plan in time, and says when it cannot be met', async () => {
  const answers = answersOf('d-education-minors');
  const { timeline } = await planOf('', { answers, target_launch: '2026-12-01' });
  expect(timeline?.fits).toBe('no');
  const { timeline: later } = await planOf('', { answers, target_launch: '2029-06-01' });
  expect(later?.fits).toBe('at_high');
  expect((await planOf('', { answers })).timeline).toBeNull();
});

test('no plan is made when none is asked for', async () => {
  const { body } = await service().call('POST', '/v1/evaluate?plan=none', { answers: {} });
  expect(evaluation.parse(body).plan).toBeNull();
});

test('a target that does not exist is refused with those that do', async () => {
  const { status, body } = await service().call('POST', '/v1/evaluate?plan=cleared', { answers: {} });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    code: 'invalid_input',
    errors: [{ pointer: '/query/plan', expected: 'one of unblocked, clear, none', suggestion: 'clear' }],
  });
});
