import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { formatPlacedIssue, parseAnswersFile, type AnswersFile } from '../src/core/questionnaire/parse-answers-file.ts';
import { respond, type EvaluationResponse } from '../src/service/evaluation-response.ts';
import { buildLibrary, type RuleLibrary } from '../src/service/rule-library.ts';
import { realRules } from './support/real-rules.ts';

const FOLDER = fileURLToPath(new URL('../examples', import.meta.url));

/** What the comment at the top of an example says of one day. */
interface Expected {
  readonly asOf: string;
  readonly gate: string;
  readonly findings: Readonly<Record<string, string>>;
}

interface Example {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly Expected[];
}

const EXAMPLES = readdirSync(FOLDER)
  .toSorted()
  .map((name): Example => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    return { name, text, expected: expectedOf(text) };
  });
const DAYS = EXAMPLES.flatMap(({ name, expected }) => expected.map((day) => ({ name, ...day })));

/** Reads `# as of:`, `# expected gate:` and `# expected finding:` from the comment at the top; each day begins with its date. */
function expectedOf(text: string): readonly Expected[] {
  const header = text.split('\n').filter((_line, index, lines) => lines.slice(0, index + 1).every(isComment));
  const days: { asOf: string; gate: string; findings: Record<string, string> }[] = [];
  for (const line of header) {
    const [, key = '', value = ''] = /^# (as of|expected gate|expected finding): (.+)$/.exec(line) ?? [];
    const day = days.at(-1);
    if (key === 'as of') days.push({ asOf: value, gate: '', findings: {} });
    else if (key === 'expected gate' && day !== undefined) day.gate = value;
    else if (key === 'expected finding' && day !== undefined) {
      const [rule = '', status = ''] = value.split(' ');
      day.findings[rule] = status;
    }
  }
  return days;
}

function isComment(line: string): boolean {
  return line.startsWith('#');
}

function example(name: string): Example {
  const found = EXAMPLES.find((candidate) => candidate.name === `${name}.yaml`);
  if (found === undefined) throw new Error(`there is no example ${name}`);
  return found;
}

describe('examples', () => {
  let library: RuleLibrary;

  beforeAll(async () => {
    library = buildLibrary(await realRules());
  });

  function parse({ name, text }: Example): AnswersFile {
    const ids = library.rulesets.map(({ compiled }) => compiled.id);
    const parsed = parseAnswersFile(library.questionnaire, ids, `examples/${name}`, text);
    if (!parsed.ok) throw new Error(parsed.issues.map(formatPlacedIssue).join('\n'));
    return parsed.file;
  }

  function evaluate(name: string, asOf: string): EvaluationResponse {
    const { answers, answeredOn } = parse(example(name));
    const { rulesets } = library;
    return respond({ id: null, rulesets, answers, asOf: calendarDate(asOf), answeredOn: answeredOn ?? undefined });
  }

  function statuses({ rulesets }: EvaluationResponse): Readonly<Record<string, string>> {
    return Object.fromEntries(rulesets.flatMap(({ findings }) => findings.map(({ rule, status }) => [rule, status])));
  }

  test('are there for every letter, each with a day, a gate and findings that show why', () => {
    expect([...new Set(EXAMPLES.map(({ name }) => name.slice(0, 2)))]).toEqual([
      'a-',
      'b-',
      'c-',
      'd-',
      'e-',
      'f-',
      'g-',
      'h-',
      'i-',
      'j-',
    ]);
    expect(EXAMPLES.filter(({ expected }) => expected.length === 0)).toEqual([]);
    expect(DAYS.filter(({ gate, findings }) => gate === '' || Object.keys(findings).length === 0)).toEqual([]);
  });

  test.each(DAYS)('$name as of $asOf is $gate, for the reasons it names', ({ name, asOf, gate, findings }) => {
    const result = evaluate(name.replace(/[.]yaml$/, ''), asOf);
    const all = statuses(result);
    const named = Object.fromEntries(Object.keys(findings).map((rule) => [rule, all[rule]]));
    expect({ gate: result.gate, findings: named }).toEqual({ gate, findings });
  });

  test.each(DAYS)('$name as of $asOf contradicts itself nowhere', ({ name, asOf }) => {
    const { warnings } = evaluate(name.replace(/[.]yaml$/, ''), asOf);
    expect(warnings.filter(({ code }) => code === 'contradiction')).toEqual([]);
  });

  test('(b) is what is known of (a) on day one, in 15 answers', () => {
    const [later, first] = [
      parse(example('a-overseas-text-to-image')).answers,
      parse(example('b-overseas-text-to-image-day-one')).answers,
    ];
    expect(first.size).toBe(15);
    expect(new Map([...later].filter(([fact]) => first.has(fact)))).toEqual(first);
  });

  test('(e) lacks two sign-offs of the closed app of (f) and nothing else', () => {
    const closed = parse(example('f-writing-app-all-closed')).answers;
    const missing = ['attestation.core_values', 'attestation.accuracy'];
    expect(parse(example('e-writing-app-two-sign-offs-missing')).answers).toEqual(
      new Map([...closed].filter(([fact]) => !missing.includes(fact))),
    );
  });

  test('(i) changes on the day the 2026 measures come into force by one finding', () => {
    const [before, after] = ['2026-07-14', '2026-07-15'].map((day) => evaluate('i-companion-app', day));
    if (before === undefined || after === undefined) throw new Error('two days');
    const changed = Object.entries(statuses(after)).filter(([rule, status]) => statuses(before)[rule] !== status);
    expect(changed).toEqual([['cn-gai-10-1-companion-flag', 'needs_attestation']]);
    const flag = before.rulesets
      .flatMap(({ findings }) => findings)
      .find(({ rule }) => rule === 'cn-gai-10-1-companion-flag');
    expect(flag?.upcoming).toEqual({ from: '2026-07-15' });
  });

  test('(j) differs between working day 10 and 11 by the count of days alone', () => {
    const [tenth, eleventh] = [10, 11].map((day) => parse(example(`j-live-app-working-day-${day}`)).answers);
    expect(tenth?.get('service.working_days_since_launch')).toBe(10);
    expect(eleventh).toEqual(new Map([...(tenth ?? []), ['service.working_days_since_launch', 11]]));
  });
});
