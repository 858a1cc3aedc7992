import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { Answers } from '../../src/core/questionnaire/answers.ts';
import { parseAnswersFile } from '../../src/core/questionnaire/parse-answers-file.ts';
import { canonicalJson } from '../../src/service/digest.ts';
import { ENGINE_VERSION } from '../../src/service/engine-version.ts';
import { answersAsRecord, respond, resultRecordOf } from '../../src/service/evaluation-response.ts';
import { buildLibrary } from '../../src/service/rule-library.ts';
import { realRules } from '../support/real-rules.ts';
import { GOLDEN_FOLDER } from './golden-result.ts';

// Keeps what this release answers, so that every later engine can be held to it: `npm run golden -- <version>`, once, when the version
// of the package is the one that is released. What is kept is never written over: a result that changes is a defect, not a new file.

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
/** The day of the entries that belong to no example. */
const DAY = '2026-11-23';

const [version] = process.argv.slice(2);
if (version !== ENGINE_VERSION) fail(`usage: npm run golden -- ${ENGINE_VERSION}, the version of the package`);
const folder = `${GOLDEN_FOLDER}/${version}`;
if (existsSync(folder)) fail(`${folder} exists; what was kept of a release is never written over`);

const library = buildLibrary(await realRules());
const entries = [...readExamples(), { name: 'nothing answered', asOf: DAY, answers: new Map() }];
const results = entries.map(({ name, asOf, answers }) => {
  const evaluation = respond({ id: null, rulesets: library.rulesets, answers, asOf: calendarDate(asOf) });
  const { result_digest } = evaluation;
  return { name, as_of: asOf, answers: answersAsRecord(answers), result: resultRecordOf(evaluation), result_digest };
});
mkdirSync(`${folder}/snapshots`, { recursive: true });
writeFileSync(`${folder}/results.jsonl`, results.map((result) => `${canonicalJson(result)}\n`).join(''));
for (const { digest, snapshot } of library.rulesets) {
  writeFileSync(`${folder}/snapshots/${digest.replace('sha256:', '')}.json.gz`, gzipSync(snapshot, { level: 9 }));
}
process.stdout.write(`${results.length} results under ${library.rulesets.length} rulesets kept in ${folder}\n`);

/** Every example on each day that it names, whole and with every third answer left out. */
function readExamples(): readonly { readonly name: string; readonly asOf: string; readonly answers: Answers }[] {
  const ids = library.rulesets.map(({ compiled }) => compiled.id);
  const files = readdirSync(EXAMPLES).toSorted();
  return files.flatMap((file) => {
    const text = readFileSync(`${EXAMPLES}${file}`, 'utf8');
    const parsed = parseAnswersFile(library.questionnaire, ids, file, text);
    if (!parsed.ok) fail(`${file} cannot be used`);
    const name = file.replace('.yaml', '');
    const { answers } = parsed.file;
    const thinned = new Map([...answers].filter((_, index) => index % 3 !== 2));
    return [...text.matchAll(/^# as of: (.+)$/gm)].flatMap(([, asOf = DAY]) => [
      { name, asOf, answers },
      { name: `${name}, every third answer left out`, asOf, answers: thinned },
    ]);
  });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(3);
}
