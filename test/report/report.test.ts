import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import { REPORT_PARTS } from '../../src/core/report/part-model.ts';
import type { ReportModel } from '../../src/core/report/report-model.ts';
import { day, EXAMPLES, EXAMPLE_NAMES, exampleReport, reportInput } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

/** Every value in a model with the path to it. */
function* leavesOf(value: unknown, path = ''): Iterable<[path: string, leaf: unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value];
  else for (const [key, entry] of Object.entries(value)) yield* leavesOf(entry, `${path}/${key}`);
}

describe('the model', () => {
  test.each(EXAMPLE_NAMES)('of %s is plain data without null, undefined or blank ends', (name) => {
    const odd = [...leavesOf(exampleReport(rules, name))].filter(
      ([path, leaf]) =>
        path !== '/report_format' && !path.startsWith('/marks/') && (typeof leaf !== 'string' || leaf !== leaf.trim()),
    );
    expect(odd).toEqual([]);
  });

  test('is the same for the same input', () => {
    expect(exampleReport(rules, 'blocked')).toEqual(exampleReport(rules, 'blocked'));
  });

  test('has every part, numbered in order', () => {
    const model = exampleReport(rules, 'blocked');
    const parts = REPORT_PARTS.map((part) => ({
      id: model[part].id,
      number: model[part].number,
      heading: model[part].heading,
    }));
    expect(parts).toEqual(model.contents);
    expect(parts.map(({ number, heading }) => `${number} ${heading}`)).toEqual([
      '1 Scope and criteria',
      '2 Method',
      '3 Findings at a glance',
      '4 Findings',
      '5 What is in place',
      '6 Open questions',
      '7 Order of work',
      '8 Duties set aside because of your answers',
      '9 What does not apply, and why',
      '10 Answers to look at again',
      '11 Coverage of every provision',
      '12 Upcoming duties',
      '13 Accepted risks and contested points',
      '14 Crosswalk',
      '15 Changes since the last report',
      '16 Limitations',
      '17 Sign-off',
      'A All answers',
      'B Evidence index',
      'C Ruleset manifest and integrity',
      'D Terms',
    ]);
  });

  test('shows every finding once: open, in place, not applicable or upcoming', () => {
    for (const name of EXAMPLE_NAMES) {
      const model = exampleReport(rules, name, { asOf: '2025-06-01' });
      const shown = [
        ...model.findings.rulesets.flatMap(({ units }) =>
          units.flatMap(({ open, in_place: inPlace }) => [...open, ...inPlace]),
        ),
        ...model.not_applicable.rulesets.flatMap(({ groups }) => groups.flatMap(({ findings }) => findings)),
        ...model.upcoming.duties,
      ];
      const all = rules.rulesets.flatMap((ruleset) => ruleset.rules.map(({ id }) => id));
      expect(shown.map(({ rule }) => rule).toSorted()).toEqual(all.toSorted());
    }
  });

  test('refuses rulesets that are not those of the evaluation', () => {
    const input = reportInput(rules, {});
    expect(() => buildReport({ ...input, rulesets: input.rulesets.toReversed() })).toThrow(
      new RangeError('ruleset 0 of the report is not that of the evaluation'),
    );
  });
});

describe('the first page', () => {
  test.each([
    ['blocked', 'Blocking gaps found: do not launch yet'],
    ['undetermined', 'Cannot say yet: 127 answers or sign-offs missing'],
    ['conditional', 'No blocking gap on the answers given; 1 other point open'],
    ['clear', 'No gap found in the instruments assessed, on self-reported answers'],
    ['out_of_scope', 'On these answers this instrument does not apply. Other law may.'],
  ] as const)('says the gate %s in the agreed words', (gate, words) => {
    const { headline } = exampleReport(rules, gate);
    expect({ gate: headline.gate, words: headline.words }).toEqual({ gate, words });
  });

  test('names one missing answer in the singular', () => {
    const facts = { ...EXAMPLES.clear(rules), 'content_safety.health_harm_controls': null };
    expect(buildReport(reportInput(rules, facts)).headline.words).toBe('Cannot say yet: 1 answer or sign-off missing');
  });

  test('counts what is missing once, however many findings turn on it, in binding instruments alone', () => {
    const { evaluation, rulesets } = reportInput(rules, {});
    const binding = evaluation.rulesets.filter(({ binding: binds }) => binds);
    const facts = new Set(
      binding.flatMap(({ findings }) => findings.filter(({ echo }) => !echo).flatMap(({ open }) => open)),
    );
    const counts = exampleReport(rules, 'undetermined').headline.counts;
    expect(rulesets).toHaveLength(2);
    expect(counts).toEqual([
      { label: 'Open blocking points', value: String(evaluation.open.blockers) },
      { label: 'Other open points', value: String(evaluation.open.others) },
      { label: 'Answers or sign-offs missing', value: String(facts.size) },
    ]);
  });

  test('says so when no binding instrument was assessed', () => {
    const voluntary: CompiledRules = { ...rules, rulesets: rules.rulesets.filter(({ binding }) => !binding) };
    const { headline } = buildReport(reportInput(voluntary, {}));
    expect([headline.words, headline.basis]).toEqual(['No binding instrument was assessed. Other law may apply.', '']);
  });

  test.each([
    ['benchmark', 'Gap against benchmark'],
    ['public_claim', 'Public claim not supported by the answers'],
    ['signatory', 'Commitment not evidenced'],
  ] as const)('calls a gap in a voluntary instrument by the posture: %s', (name, words) => {
    const model = exampleReport(rules, name);
    const voluntary =
      model.findings.rulesets[1]?.units.flatMap(({ open }) => open.filter(({ status }) => status === 'not_met')) ?? [];
    expect(new Set(voluntary.map((finding) => finding.status_words))).toEqual(new Set([words]));
  });

  test('gives the score of a ruleset as a range and refers to the units for the other', () => {
    const scores = exampleReport(rules, 'benchmark').headline.instruments.map(({ score }) => score);
    expect(scores).toEqual([expect.stringMatching(/^\d+\.\d–\d+\.\d%$/), 'By commitment only']);
  });

  test('says how many points in place are declared, evidenced and reviewed', () => {
    expect(exampleReport(rules, 'blocked').headline.assurance.counts).toEqual([
      { label: 'Declared (answer only)', value: expect.stringMatching(/^\d+$/) },
      { label: 'Evidence referenced (named, not examined by us)', value: '1' },
      { label: 'Reviewed by counsel', value: '0' },
    ]);
  });

  test('names the dates that are known, written out', () => {
    const { particulars, subject } = exampleReport(rules, 'blocked', {
      answeredOn: day('2026-09-01'),
      targetLaunch: day('2027-02-28'),
    });
    expect(subject).toBe('Lumen Canvas');
    expect(particulars).toEqual([
      { label: 'Client', value: 'Lumen Studio Co., Ltd.' },
      { label: 'Matter', value: 'M-2026-118' },
      { label: 'Answered by', value: 'Wei Zhang, Head of Product' },
      { label: 'Answered on', value: '1 September 2026' },
      { label: 'Assessed as of', value: '30 September 2026' },
      { label: 'Target launch', value: '28 February 2027' },
    ]);
  });

  test('leaves out what is not known and says that the product is not named', () => {
    const model = exampleReport(rules, 'blocked', { product: null, answeredBy: null });
    expect([model.subject, model.particulars]).toEqual([
      'Product not named',
      [{ label: 'Assessed as of', value: '30 September 2026' }],
    ]);
  });
});

describe('what blocks the launch', () => {
  test('lists every open blocking point: gaps, then sign-offs, then what is not known', () => {
    const { blockers } = exampleReport(rules, 'blocked');
    const order = ['not_met', 'needs_attestation', 'undetermined'];
    const places = blockers.blockers.map(({ status }) => order.indexOf(status));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(String(blockers.blockers.length)).toBe(exampleReport(rules, 'blocked').headline.counts[0]?.value);
    expect(blockers.lead[1]).toContain('to be closed before launch unless counsel decides otherwise');
  });

  test('tells exposure apart from duties', () => {
    const { exposures } = exampleReport(rules, 'overseas').blockers;
    expect(exposures.map(({ rule, words }) => [rule, words])).toEqual([
      [
        'cn-gai-20-1-overseas-exposure',
        'Exposure under Art. 20: follows from the open points above; not a duty and not a fine',
      ],
    ]);
  });

  test.each([
    ['clear', 'No blocking point is open on the answers given.'],
    [
      'out_of_scope',
      'On these answers no binding instrument assessed here applies to the product, so nothing in it can block the launch. Other law may.',
    ],
  ] as const)('says in one sentence that there is nothing: %s', (name, sentence) => {
    const { lead, blockers } = exampleReport(rules, name).blockers;
    expect([lead, blockers]).toEqual([[sentence], []]);
  });
});

describe('scope', () => {
  test('says each time which answers decide', () => {
    const rows = exampleReport(rules, 'out_of_scope').scope.rulesets[0]?.rows;
    const inScope = rows?.find(({ statements }) => statements.some(({ definition }) => definition === 'IN_SCOPE'));
    expect(inScope).toMatchObject({
      truth: 'false',
      truth_words: 'No',
      relied_on: [{ answer: 'No', source: 'answer', source_words: '' }],
      missing: [],
    });
  });

  test('leaves out what is not known and can change nothing', () => {
    const rows = exampleReport(rules, 'out_of_scope').scope.rulesets[0]?.rows ?? [];
    expect(rows.filter(({ truth }) => truth === 'unknown')).toEqual([]);
  });

  test('marks a standard setting as assumed', () => {
    const rows = exampleReport(rules, 'undetermined').scope.rulesets[1]?.rows ?? [];
    const assumed = rows.flatMap((row) => row.relied_on).filter(({ source }) => source === 'default');
    expect(assumed.map(({ source_words: words }) => words)).toContain(
      'Assumed: the standard setting, since the question was left open',
    );
  });

  test('says what differs in a number alone once', () => {
    const statements = exampleReport(rules, 'benchmark').scope.rulesets[1]?.rows.flatMap((row) => row.statements) ?? [];
    const adopted = statements.filter(({ definition }) => definition.startsWith('ADOPTED_'));
    expect(adopted).toHaveLength(1);
    expect(adopted[0]?.meaning).toContain('The same holds for Commitment 2');
  });
});

describe('findings', () => {
  function unitHeadings(model: ReportModel): readonly string[] {
    return model.findings.rulesets.flatMap(({ units }) => units.map(({ heading }) => heading));
  }

  test('are headed by unit word, number and title', () => {
    const headings = unitHeadings(exampleReport(rules, 'public_claim'));
    expect(headings).toContain('Article 17 — Security assessment and algorithm filing');
    expect(headings).toContain('Commitment 1 — Internal and external red-teaming');
    expect(headings).toContain('Claims and scope');
  });

  test('name the units that are not shown, and why', () => {
    const [first] = exampleReport(rules, 'blocked').findings.rulesets;
    expect(first?.silent).toContain(
      'Articles 1, 3, 5, 6, 16, 18, 21, 22 and 24: no rule, since nothing in them can be tested on a product.',
    );
  });

  test('show who signed, in which role, when, and on what evidence', () => {
    const answers = exampleReport(rules, 'blocked').findings.rulesets.flatMap(({ units }) =>
      units.flatMap(({ in_place: inPlace }) =>
        inPlace.flatMap((finding) => finding.relied_on.map(({ answer }) => answer)),
      ),
    );
    expect(answers).toContain('Signed by Ana Li, Chief Technology Officer, on 2 November 2026. Evidence named: ER-7');
  });

  test('carry a public statement as something to substantiate', () => {
    const tags = exampleReport(rules, 'public_claim').findings.rulesets.flatMap(({ units }) =>
      units.flatMap(({ open }) => open.flatMap((finding) => finding.tags)),
    );
    expect(new Set(tags)).toEqual(new Set(['Public statement to substantiate. Not a finding that anyone was misled.']));
  });

  test('say in words from what a severity was lowered', () => {
    const words = exampleReport(rules, 'benchmark').findings.rulesets[1]?.units.flatMap(({ open }) =>
      open.map((finding) => finding.severity_words),
    );
    expect(words).toContain('Advisory (major once signed or claimed in public)');
  });

  test('have a text for each risk they name', () => {
    const model = exampleReport(rules, 'blocked');
    for (const { units, risks } of model.findings.rulesets) {
      const codes = units.flatMap(({ open }) => open.flatMap((finding) => finding.risks.map(({ code }) => code)));
      expect(risks.map(({ code }) => code).toSorted()).toEqual([...new Set(codes)].toSorted());
    }
  });
});

describe('the other parts', () => {
  test('open questions stand in the order of the evaluation, with how to read them', () => {
    const input = reportInput(rules, EXAMPLES.benchmark());
    const { questions } = buildReport(input);
    expect(questions.questions.map(({ fact }) => fact)).toEqual(
      input.evaluation.next_questions.map(({ fact }) => fact),
    );
    expect(questions.lead.slice(1)).toEqual([
      'Binding instruments — Not live yet? Answer yes only if it is built, tested and will be on from the first user. A plan alone is no.',
      'Voluntary commitments — Only what exists now counts.',
    ]);
  });

  test('duties set aside name the answer, the duties and who answered', () => {
    const { set_aside: setAside } = exampleReport(rules, 'blocked');
    expect(setAside.answered_by).toBe('The answers were given by Wei Zhang, Head of Product.');
    expect(setAside.entries).toContainEqual({
      fact: expect.any(String),
      relied_on: expect.objectContaining({ answer: 'No' }),
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'cn-gai-8-1-annotation-rules' })]),
    });
    expect(exampleReport(rules, 'blocked', { answeredBy: null }).set_aside.answered_by).toBe(
      'It is not recorded who gave these answers.',
    );
  });

  test('duties whose day has not come are listed by day', () => {
    const { duties } = exampleReport(rules, 'blocked', { asOf: '2025-08-31' }).upcoming;
    expect(new Set(duties.map(({ from }) => from))).toContain('1 September 2025');
  });

  test('answers that cannot all be true are listed once and announced on the first page', () => {
    const facts = { ...EXAMPLES.blocked(), 'training_data.personal_info': false };
    const model = buildReport(reportInput(rules, facts, { answeredOn: day('2026-09-01') }));
    expect(model.warnings.items).toEqual([...new Set(model.warnings.items)]);
    expect(model.headline.cautions).toContain(
      `${model.warnings.items.length} points about the answers need a second look: see part 10.`,
    );
  });

  test('a date of assessment after the day the law was checked is said explicitly', () => {
    const checked = (asOf: string): string | undefined =>
      exampleReport(rules, 'blocked', { asOf }).not_assessed.checked[0];
    expect(checked('2026-09-30')).toBe(
      'Interim Measures for the Management of Generative Artificial Intelligence Services: law checked to 30 September 2026; later changes are not reflected.',
    );
    expect(checked('2026-10-01')).toBe(
      `${checked('2026-09-30') ?? ''} The date of assessment, 1 October 2026, is later: whatever changed between the two dates is missing here.`,
    );
  });

  test('limitations carry the nature of each instrument', () => {
    const natures = rules.rulesets.map(({ file }) => `${file.title.en}. ${file.nature.en}`);
    expect(exampleReport(rules, 'blocked').limitations.items.slice(-2)).toEqual(natures);
  });

  test('integrity names what the result can be computed again from', () => {
    const identity = { evaluationId: '0192', engine: '0.1.0', answersDigest: 'sha256:a', resultDigest: 'sha256:r' };
    const [first, second] = rules.rulesets;
    expect(exampleReport(rules, 'blocked', { identity }).integrity.entries).toEqual([
      { label: 'Evaluation', value: '0192' },
      { label: 'As-of date', value: '2026-09-30' },
      { label: `Ruleset cn-interim-measures ${first?.version ?? ''}`, value: 'sha256:cn-interim-measures' },
      { label: `Ruleset us-voluntary-commitments ${second?.version ?? ''}`, value: 'sha256:us-voluntary-commitments' },
      { label: 'Answers digest', value: 'sha256:a' },
      { label: 'Result digest', value: 'sha256:r' },
      { label: 'Engine version', value: '0.1.0' },
      { label: 'Semantics version', value: '1' },
    ]);
    expect(exampleReport(rules, 'blocked').integrity.entries[0]).toEqual({ label: 'Evaluation', value: 'not stored' });
  });
});
