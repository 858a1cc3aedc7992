import { describe, expect, test } from 'vitest';
import { whatIfResult } from '../../src/http/schemas/what-if.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { invalid, useService } from './harness.ts';

const URL = '/v1/what-if';
const FACT = 'a fact id of GET /v1/questionnaire';
const service = useService();

const LAUNCHED = {
  'app.online': true,
  'app.stage': 'launched',
  'app.outputs': ['text'],
  'app.testers': 3,
  'app.tested_on': '2026-10-31',
};
const GIVEN = { attested: true, by: 'Li Wei', role: 'Head of quality', on: '2026-11-01', evidence: ['test report 4'] };

describe('POST /v1/what-if', () => {
  test('tells base and variants apart, and names exactly what changes', async () => {
    const { needs, call } = service();
    const [act, pledge] = needs.library.rulesets.map(({ digest }) => digest);
    const { status, body } = await call('POST', URL, {
      answers: LAUNCHED,
      as_of: '2026-11-23',
      variants: [
        { id: 'signed', answers: { 'attestation.tests': GIVEN } },
        { answers: { 'app.tested_on': null, 'app.testers': 2 } },
        { id: 'nothing new', answers: {} },
        { id: 'withdrawn', answers: { 'app.online': false } },
      ],
    });
    expect(status).toBe(200);
    const unsigned = { status: 'needs_attestation', because: null, applicability: 'true', severity: 'blocker' };
    const met = { status: 'met', because: null, applicability: 'true', severity: 'minor' };
    expect(body).toEqual({
      as_of: '2026-11-23',
      engine: '0.1.0',
      semantics: 1,
      answers_digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      base: {
        gate: 'undetermined',
        gate_basis: ['demo-act'],
        open: { blockers: 1, others: 0 },
        rulesets: [
          { id: 'demo-act', version: '1.0.0', digest: act, binding: true, verdict: 'undetermined' },
          { id: 'demo-pledge', version: '2.1.0', digest: pledge, binding: false, verdict: 'pass' },
        ],
        warnings: ['demo-act', 'demo-pledge'].map((id) => ({
          code: 'law_checked_earlier',
          facts: [],
          rulesets: [id],
          message: `${id === 'demo-act' ? 'Demo Act' : 'Demo Pledge'}: law checked to 2026-01-01; what changed from then to 2026-11-23 is not reflected.`,
        })),
      },
      variants: [
        {
          id: 'signed',
          gate: 'clear',
          open: { blockers: 0, others: 0 },
          rulesets: [
            { id: 'demo-act', verdict: 'pass' },
            { id: 'demo-pledge', verdict: 'pass' },
          ],
          changes: [
            { ruleset: 'demo-act', rule: 'demo-1-2-tested', from: unsigned, to: { ...unsigned, status: 'met' } },
          ],
          warnings: [],
        },
        {
          id: null,
          gate: 'undetermined',
          open: { blockers: 1, others: 0 },
          rulesets: [
            { id: 'demo-act', verdict: 'undetermined' },
            { id: 'demo-pledge', verdict: 'pass_with_gaps' },
          ],
          changes: [
            {
              ruleset: 'demo-act',
              rule: 'demo-1-2-tested',
              from: unsigned,
              to: { ...unsigned, status: 'undetermined', because: 'requirement' },
            },
            { ruleset: 'demo-pledge', rule: 'pledge-1-testers', from: met, to: { ...met, status: 'not_met' } },
          ],
          warnings: [],
        },
        {
          id: 'nothing new',
          gate: 'undetermined',
          open: { blockers: 1, others: 0 },
          rulesets: [
            { id: 'demo-act', verdict: 'undetermined' },
            { id: 'demo-pledge', verdict: 'pass' },
          ],
          changes: [],
          warnings: [],
        },
        {
          id: 'withdrawn',
          gate: 'out_of_scope',
          open: { blockers: 0, others: 0 },
          rulesets: [
            { id: 'demo-act', verdict: 'out_of_scope' },
            { id: 'demo-pledge', verdict: 'pass' },
          ],
          changes: [
            {
              ruleset: 'demo-act',
              rule: 'demo-1-2-tested',
              from: unsigned,
              to: { ...unsigned, status: 'not_applicable', applicability: 'false' },
            },
          ],
          warnings: [
            {
              code: 'contradiction',
              facts: ['app.online', 'app.stage'],
              rulesets: ['demo-act'],
              message: 'The app is launched, and you say that the public cannot use it.',
            },
          ],
        },
      ],
    });
  });

  test('judges for today, and only the rulesets asked for', async () => {
    const { call } = service();
    const asked = { answers: {}, variants: [{ answers: {} }], rulesets: ['demo-pledge'] };
    const body = whatIfResult.parse((await call('POST', URL, asked)).body);
    expect([body.as_of, body.base.gate, body.base.gate_basis]).toEqual(['2026-11-23', 'out_of_scope', []]);
    expect(body.base.rulesets.map(({ id }) => id)).toEqual(['demo-pledge']);
    expect(body.variants[0]?.rulesets).toEqual([{ id: 'demo-pledge', verdict: 'undetermined' }]);
  });

  test('takes 1,000 variants', async () => {
    const { call } = service();
    const variants = Array.from({ length: 1000 }, (_, testers) => ({ answers: { 'app.testers': testers } }));
    const body = whatIfResult.parse((await call('POST', URL, { answers: LAUNCHED, variants })).body);
    expect(body.variants.map(({ changes }) => changes.length)).toEqual([
      1,
      1,
      1,
      ...Array.from({ length: 997 }, () => 0),
    ]);
  });

  test('names every fault of base, variants, rulesets and date in one reply', async () => {
    const { call } = service();
    const { status, body } = await call('POST', URL, {
      answers: { 'app.onlin': true },
      rulesets: ['demo-atc'],
      as_of: '2026-02-30',
      variants: [
        { id: 'a', answers: { 'app.online': 'yes' } },
        { id: 'b', answers: {} },
        { id: 'a', answers: { 'app.nothing_like_it': null, 'app.outputs': ['text', 'text'] } },
      ],
    });
    expect(status).toBe(400);
    expect(body).toEqual(
      invalid(
        URL,
        [
          '/variants/0/answers/app.online',
          'wrong_type',
          '"yes" is no answer to "app.online"',
          'true, false, or null while it is not known',
        ],
        ['/variants/2/id', 'duplicate_variant', 'variant 0 has the id "a" already', 'each id once'],
        [
          '/variants/2/answers/app.nothing_like_it',
          'unknown_fact',
          '"app.nothing_like_it" is no fact of the questionnaire',
          FACT,
        ],
        ['/variants/2/answers/app.outputs/1', 'duplicate_option', '"text" stands twice', 'each option once'],
        [
          '/as_of',
          'invalid_date',
          '"2026-02-30" is no date',
          'a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31',
        ],
        ['/answers/app.onlin', 'unknown_fact', '"app.onlin" is no fact of the questionnaire', FACT, 'app.online'],
        ['/rulesets/0', 'unknown_ruleset', '"demo-atc" is no ruleset', 'one of demo-act, demo-pledge', 'demo-act'],
      ),
    );
  });

  test('names the faults of the envelope and those in it together', async () => {
    const { call } = service();
    const { body } = await call('POST', URL, {
      answers: { 'app.onlin': true },
      variants: [{ answers: { 'app.stage': 'lanched' }, name: 'x' }, 'signed', { id: 7 }],
    });
    expect(body).toEqual(
      invalid(
        URL,
        ['/variants/0/name', 'unknown_field', '"name" is no field here', 'one of id, answers'],
        ['/variants/1', 'wrong_type', '"signed" is not an object', 'an object'],
        ['/variants/2/id', 'wrong_type', '7 is not a text', 'a text'],
        ['/variants/2/answers', 'missing_field', '"answers" is missing', 'an object'],
        [
          '/variants/0/answers/app.stage',
          'unknown_option',
          '"lanched" is no option of "app.stage"',
          'one of planned, launched',
          'launched',
        ],
        ['/answers/app.onlin', 'unknown_fact', '"app.onlin" is no fact of the questionnaire', FACT, 'app.online'],
      ),
    );
  });

  test.each<[string, unknown, string, string]>([
    ['no variants', [], '[] is out of bounds', 'at least 1 entries'],
    [
      'more than 1,000',
      Array.from({ length: 1001 }, () => ({ answers: {} })),
      `[${'{"answers":{}},'.repeat(80).slice(0, 78)}… is out of bounds`,
      'at most 1000 entries',
    ],
  ])('refuses %s', async (_name, variants, message, expected) => {
    const { call } = service();
    const { status, body } = await call('POST', URL, { answers: {}, variants });
    expect(body).toEqual(invalid(URL, ['/variants', 'out_of_bounds', message, expected]));
    expect(status).toBe(400);
  });

  test('a variant that says nothing of a fact, and one that says it is not known, are two things', async () => {
    const { call } = service();
    const variants = [{ answers: {} }, { answers: { 'app.testers': null } }];
    const body = whatIfResult.parse((await call('POST', URL, { answers: LAUNCHED, variants })).body);
    expect(body.variants.map(({ changes }) => changes.map(({ to }) => to.status))).toEqual([[], ['undetermined']]);
  });

  test('of a thousand faults and more the first are named, and that there are more', async () => {
    const { call } = service();
    const variants = Array.from({ length: 1000 }, () => ({ answers: { 'app.online': 1, 'app.testers': 'x' } }));
    const { body } = await call('POST', URL, { answers: {}, variants });
    const { errors } = body as { errors: readonly { pointer: string; code: string }[] };
    expect(errors).toHaveLength(1001);
    expect(errors.at(-1)).toMatchObject({ pointer: '/variants/500', code: 'too_many_faults' });
  });
});

describe('over the shipped rules', () => {
  const shipped = useService(RULES_FOLDER);

  test('a variant comes to what an evaluation of its answers comes to', async () => {
    const { call } = shipped();
    const answers = { 'service.generates_content': true, 'service.offered_to_prc_public': true };
    const variant = { 'users.guidance': false, 'org.roles': ['app_provider'] };
    const tried = whatIfResult.parse((await call('POST', URL, { answers, variants: [{ answers: variant }] })).body);
    const { body } = await call('POST', '/v1/evaluate', { answers: { ...answers, ...variant } });
    const [first] = tried.variants;
    expect(body).toMatchObject({ gate: first?.gate, open: first?.open, rulesets: first?.rulesets });
    expect(first?.changes.length).toBeGreaterThan(0);
  });
});
