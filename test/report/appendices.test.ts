import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { PLAIN_PAPER } from '../../src/core/report/paper.ts';
import { day, exampleReport } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

describe('the evidence index', () => {
  test('names each reference with its description, the sign-offs that name it and what rests on them', () => {
    const { evidence } = exampleReport(rules, 'blocked', {
      evidence: [
        { ref: 'ER-7', title: 'Ethics review', link: 'https://example.com/er-7', sha256: 'ab'.repeat(32) },
        { ref: 'ER-8', title: null, link: null, sha256: null },
      ],
    });
    expect(evidence.references.map(({ ref, title, link, sha256 }) => ({ ref, title, link, sha256 }))).toEqual([
      { ref: 'ER-7', title: 'Ethics review', link: 'https://example.com/er-7', sha256: 'ab'.repeat(32) },
      { ref: 'ER-8', title: 'Not described further', link: '', sha256: '' },
    ]);
    const [first, second] = evidence.references;
    expect(first?.named_by).toHaveLength(1);
    expect(first?.serves.map(({ rule }) => rule)).toEqual(['cn-gai-4-0-law-and-ethics-policy']);
    expect(second).toMatchObject({ named_by: ['the submission'], serves: [] });
  });

  test('says of each duty that applies or may apply what it asks to be kept, echoes left out', () => {
    const { evidence, findings } = exampleReport(rules, 'signatory');
    const shown = findings.rulesets.map(({ ruleset, units }) => [
      ruleset,
      new Set(units.flatMap(({ open, in_place: inPlace }) => [...open, ...inPlace]).map(({ rule }) => rule)),
    ]);
    for (const { ruleset, rows } of evidence.asked) {
      const known = new Map(shown.map(([id, of]) => [id, of] as const)).get(ruleset);
      expect(rows.filter(({ rule }) => !(known instanceof Set && known.has(rule)))).toEqual([]);
      expect(rows.filter(({ evidence: kept }) => kept.length === 0)).toEqual([]);
      expect(rows.length).toBeGreaterThan(10);
    }
    expect(evidence.asked.map(({ ruleset }) => ruleset)).toEqual(['cn-interim-measures', 'us-voluntary-commitments']);
  });
});

describe('the manifest', () => {
  test('names version, force, the day checked, the source and the digest of each ruleset', () => {
    const { rulesets } = exampleReport(rules, 'blocked').integrity;
    const [first] = rulesets;
    const labels = first?.about.map(({ label }) => label) ?? [];
    expect(labels).toEqual(expect.arrayContaining(['Ruleset', 'Provisions listed', 'Rules', 'Digest of the ruleset']));
    expect(first?.about.find(({ label }) => label === 'Digest of the ruleset')?.value).toBe(
      'sha256:cn-interim-measures',
    );
    expect(first?.source.url).toMatch(/^https?:\/\//);
    expect(rulesets.map(({ ruleset }) => ruleset)).toEqual(rules.rulesets.map(({ id }) => id));
  });
});

describe('the coverage', () => {
  test('has every provision of every ruleset, with what comes of it', () => {
    const { coverage } = exampleReport(rules, 'blocked');
    expect(coverage.rulesets.map(({ ruleset, rows }) => [ruleset, rows.map(({ provision }) => provision)])).toEqual(
      rules.rulesets.map(({ id, provisions }) => [id, provisions.map((provision) => provision.id)]),
    );
    const rows = coverage.rulesets.flatMap((ruleset) => ruleset.rows);
    expect(rows.filter(({ treatment }) => treatment === '')).toEqual([]);
    expect(rows.filter(({ status, status_words: words }) => status !== 'definition' && words === '')).toEqual([]);
  });
});

describe('accepted risks', () => {
  test('are shown with reason, owner and last day, and are marked once that has passed', () => {
    const risk = {
      rule: 'cn-gai-17-1-security-assessment',
      reason: 'Assessment under way',
      owner: { name: 'Head of Risk', role: 'Example Company' },
      accepted_on: day('2026-01-05'),
    };
    const { risks, blockers } = exampleReport(rules, 'blocked', {
      paper: {
        ...PLAIN_PAPER,
        accepted_risks: [
          { ...risk, expires_on: day('2026-12-31') },
          { ...risk, expires_on: day('2026-09-29') },
        ],
      },
    });
    expect(risks.accepted.map(({ in_force: inForce, expires, reason }) => [inForce, expires, reason])).toEqual([
      ['yes', '31 December 2026', 'Assessment under way'],
      ['no', '29 September 2026 (expired)', 'Assessment under way'],
    ]);
    expect(risks.lead.join(' ')).toContain('exempts');
    expect(blockers.blockers.map(({ rule }) => rule)).toContain('cn-gai-17-1-security-assessment');
  });
});

describe('contested points', () => {
  test('show what was computed beside what counsel holds, with reason, citation, person and day', () => {
    const { risks, findings } = exampleReport(rules, 'blocked', {
      paper: {
        ...PLAIN_PAPER,
        reviews: [
          {
            rule: 'cn-gai-17-1-security-assessment',
            disposition: 'overridden',
            status: 'met',
            citation: '2018 Security Assessment Provisions, Art. 3',
            reason: 'An assessment by the parent covers the service',
            by: { name: 'Counsel', role: 'Example Law Firm' },
            on: day('2026-09-15'),
          },
        ],
      },
    });
    expect(risks.contested).toMatchObject([
      {
        rule: 'cn-gai-17-1-security-assessment',
        computed: 'Gap',
        reviewed: 'In place',
        basis: '2018 Security Assessment Provisions, Art. 3',
        reason: 'An assessment by the parent covers the service',
        by: 'Counsel, Example Law Firm, 15 September 2026',
      },
    ]);
    const computed = findings.rulesets
      .flatMap(({ units }) => units.flatMap(({ open }) => open))
      .find(({ rule }) => rule === 'cn-gai-17-1-security-assessment');
    expect(computed?.status).toBe('not_met');
  });
});
