import { describe, expect, test } from 'vitest';
import { evaluateAnswers } from '../../src/service/evaluate-answers.ts';
import { evaluation } from '../../src/http/schemas/evaluation.ts';
import { useService } from './harness.ts';

const service = useService();

const GIVEN = { attested: true, by: 'Li Wei', role: 'Head of quality', on: '2026-11-01', evidence: ['test report 4'] };

describe('POST /v1/evaluate', () => {
  test('an empty answers object is valid, and everything in it is unknown', async () => {
    const { needs, call } = service();
    const [act, pledge] = needs.library.rulesets.map(({ digest }) => digest);
    const { status, body } = await call('POST', '/v1/evaluate', { answers: {} });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: null,
      as_of: '2026-11-23',
      locale: 'en',
      engine: '0.1.0',
      semantics: 1,
      answers_digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      result_digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      gate: 'undetermined',
      gate_basis: ['demo-act'],
      open: { blockers: 1, others: 0 },
      rulesets: [
        {
          id: 'demo-act',
          version: '1.0.0',
          digest: act,
          binding: true,
          nature: 'Binding.',
          verified_through: '2026-01-01',
          verdict: 'undetermined',
          score: { low: 0, high: 100 },
          counts: { met: 0, not_met: 0, needs_attestation: 0, undetermined: 1, not_applicable: 0 },
          units: [
            {
              id: '1',
              status: 'undetermined',
              severity: null,
              partial: null,
              met: 0,
              applicable: 1,
              applicability: 'unknown',
              score: null,
            },
          ],
          findings: [
            {
              rule: 'demo-1-2-tested',
              unit: '1',
              status: 'undetermined',
              because: 'applicability',
              applicability: 'unknown',
              severity: 'blocker',
              base_severity: 'blocker',
              tag: null,
              echo: false,
              outside_scope: false,
              upcoming: null,
              citation: { article: '1', paragraph: '2', text: 'Art. 1(2)' },
              basis: 'text',
              confidence: 'verified',
              review: [],
              consequences: [],
              assurance: null,
              decided_by: [],
              open: ['app.online', 'app.stage', 'app.outputs', 'app.tested_on', 'attestation.tests'],
            },
          ],
          consequences: [],
        },
        {
          id: 'demo-pledge',
          version: '2.1.0',
          digest: pledge,
          binding: false,
          nature: 'Voluntary.',
          verified_through: '2026-01-01',
          verdict: 'undetermined',
          score: { low: 0, high: 100 },
          counts: { met: 0, not_met: 0, needs_attestation: 0, undetermined: 1, not_applicable: 0 },
          units: [
            {
              id: 'c1',
              status: 'undetermined',
              severity: null,
              partial: null,
              met: 0,
              applicable: 1,
              applicability: 'true',
              score: null,
            },
          ],
          findings: [
            {
              rule: 'pledge-1-testers',
              unit: 'c1',
              status: 'undetermined',
              because: 'requirement',
              applicability: 'true',
              severity: 'minor',
              base_severity: 'minor',
              tag: null,
              echo: false,
              outside_scope: false,
              upcoming: null,
              citation: { commitment: '1', element: '1', text: 'Commitment 1' },
              basis: 'commitment',
              confidence: 'verified',
              review: [],
              consequences: [],
              assurance: null,
              decided_by: [],
              open: ['app.testers'],
            },
          ],
          consequences: [],
        },
      ],
      warnings: [
        {
          code: 'law_checked_earlier',
          facts: [],
          rulesets: ['demo-act'],
          message: 'Demo Act: law checked to 2026-01-01; what changed from then to 2026-11-23 is not reflected.',
        },
        {
          code: 'law_checked_earlier',
          facts: [],
          rulesets: ['demo-pledge'],
          message: 'Demo Pledge: law checked to 2026-01-01; what changed from then to 2026-11-23 is not reflected.',
        },
      ],
      set_aside: [],
      next_questions: [
        { fact: 'app.online', group: 'app', rules: ['demo-1-2-tested'] },
        { fact: 'app.stage', group: 'app', rules: ['demo-1-2-tested'] },
        { fact: 'app.outputs', group: 'app', rules: ['demo-1-2-tested'] },
        { fact: 'app.testers', group: 'app', rules: ['pledge-1-testers'] },
        { fact: 'app.tested_on', group: 'app', rules: ['demo-1-2-tested'] },
        { fact: 'attestation.tests', group: 'signing', rules: ['demo-1-2-tested'] },
      ],
      plan: {
        target: 'unblocked',
        gate: null,
        fixes: [],
        attestations: [],
        needs_answers: ['app.online', 'app.stage', 'app.outputs', 'app.tested_on'].map((fact) => ({
          fact,
          rules: ['demo-1-2-tested'],
        })),
        effort_days: [0, 0],
        opens: [],
        impossible: [],
        routes: [],
        timeline: null,
      },
    });
  });

  test('null is unknown: it is neither false nor kept', async () => {
    const { call } = service();
    const nulls = { 'app.online': null, 'app.testers': null, 'app.outputs': null, 'attestation.tests': null };
    const withNulls = await call('POST', '/v1/evaluate', { answers: nulls });
    const without = await call('POST', '/v1/evaluate', { answers: {} });
    const withFalse = await call('POST', '/v1/evaluate', { answers: { 'app.online': false } });
    expect(withNulls.body).toEqual(without.body);
    expect(evaluation.parse(withFalse.body).gate).toBe('out_of_scope');
  });

  test('every value goes in and comes out as it is', async () => {
    const { needs, call } = service();
    const answers = {
      'app.online': true,
      'app.stage': 'launched',
      'app.outputs': ['text'],
      'app.testers': 0,
      'app.tested_on': '2026-10-31',
      'attestation.tests': GIVEN,
    };
    const { body } = await call('POST', '/v1/evaluate?trace=true', { answers, as_of: '2026-11-30' });
    expect(body).toEqual(await evaluateAnswers(needs, { answers, as_of: '2026-11-30', plan: 'unblocked' }, true));
    const [act, pledge] = evaluation.parse(body).rulesets;
    expect(act?.findings[0]?.decided_by).toEqual([
      { fact: 'app.online', value: true, source: 'answer' },
      { fact: 'app.stage', value: 'launched', source: 'answer' },
      { fact: 'app.outputs', value: ['text'], source: 'answer' },
      { fact: 'app.tested_on', value: '2026-10-31', source: 'answer' },
      { fact: 'attestation.tests', value: GIVEN, source: 'answer' },
    ]);
    expect(pledge?.findings[0]?.decided_by).toEqual([{ fact: 'app.testers', value: 0, source: 'answer' }]);
  });

  test('an attestation that is refused needs no name', async () => {
    const { call } = service();
    const refused = { 'attestation.tests': { attested: false, by: null } };
    const { status } = await call('POST', '/v1/evaluate', { answers: refused });
    expect(status).toBe(200);
  });

  test('only the rulesets asked for are evaluated, in the order of the library', async () => {
    const { call } = service();
    const one = await call('POST', '/v1/evaluate', { answers: {}, rulesets: ['demo-pledge'] });
    expect(evaluation.parse(one.body).rulesets.map(({ id }) => id)).toEqual(['demo-pledge']);
    const two = await call('POST', '/v1/evaluate', { answers: {}, rulesets: ['demo-pledge', 'demo-act'] });
    expect(evaluation.parse(two.body).rulesets.map(({ id }) => id)).toEqual(['demo-act', 'demo-pledge']);
  });

  test('the trace is given only when it is asked for', async () => {
    const { call } = service();
    const traced = await call('POST', '/v1/evaluate?trace=true', { answers: {} });
    const plain = await call('POST', '/v1/evaluate?trace=false', { answers: {} });
    expect(evaluation.parse(traced.body).rulesets[1]?.findings[0]?.trace).toEqual({
      applies: { source: 'true', truth: 'true', op: 'constant', fact: null, value: null, parts: [] },
      met: { source: 'app.testers >= 3', truth: 'unknown', op: 'test', fact: 'app.testers', value: null, parts: [] },
    });
    expect(evaluation.parse(plain.body).rulesets[1]?.findings[0]).not.toHaveProperty('trace');
  });
});
