import { issueAt, pointerToken, shown, type InputIssue } from '../base/input-issue.ts';
import { isRecord } from '../base/is-record.ts';
import { nearest } from '../base/nearest.ts';
import type { Questionnaire } from '../language/questionnaire.ts';
import { readYaml } from '../language/read-yaml.ts';
import { forFiles, placeIssues, yamlIssues, type PlacedIssue } from './parse-answers-file.ts';
import { MAX_VARIANT_ID, MAX_VARIANTS, parseVariants, type NamedVariant, type SentVariant } from './parse-variants.ts';

/** The outcome of parsing: variants to use, or every issue found, in the order of the text. */
export type ParsedVariantsFile =
  | { readonly ok: true; readonly variants: readonly NamedVariant[] }
  | { readonly ok: false; readonly issues: readonly PlacedIssue[] };

const WHOLE = 'below the key "variants" a list of { id: …, answers: … }; the id may be left out';
const KEYS = ['id', 'answers'];

/**
 * Parses a variants file, YAML or JSON: `variants`, each with `answers` and, if it is to be told apart by a name, an `id`.
 *
 * @param file - the name shown in issues
 */
export function parseVariantsFile(questionnaire: Questionnaire, file: string, text: string): ParsedVariantsFile {
  const yaml = readYaml(file, text);
  if (yaml.problems.length > 0) return { ok: false, issues: yamlIssues(yaml.problems) };
  const issues: InputIssue[] = [];
  const { variants, issues: further } = parseVariants(questionnaire, sentVariants(yaml.value, issues));
  issues.push(...further.map(forFiles));
  return issues.length === 0 ? { ok: true, variants } : { ok: false, issues: placeIssues(issues, yaml.locator) };
}

/** Variants of the right form, those of another one replaced by empty ones so that the others keep their places. */
function sentVariants(value: unknown, issues: InputIssue[]): readonly SentVariant[] {
  if (!isRecord(value) || !Object.hasOwn(value, 'variants')) {
    issues.push(issueAt('', 'wrong_type', 'the file holds no variants', WHOLE));
    return [];
  }
  for (const key of Object.keys(value)) {
    if (key === 'variants' || key === '$schema') continue;
    const message = `"${key}" is no key of a variants file`;
    issues.push(
      issueAt(`/${pointerToken(key)}`, 'unknown_key', message, 'variants', nearest(key, ['variants']) ?? null),
    );
  }
  const { variants } = value;
  if (!Array.isArray(variants) || variants.length === 0 || variants.length > MAX_VARIANTS) {
    const message = Array.isArray(variants) ? `there are ${variants.length} variants` : `${shown(variants)} is no list`;
    issues.push(issueAt('/variants', 'wrong_value', message, `a list of 1 to ${MAX_VARIANTS} variants`));
    return [];
  }
  return variants.map((variant: unknown, index) => sentVariant(variant, `/variants/${index}`, issues));
}

function sentVariant(value: unknown, at: string, issues: InputIssue[]): SentVariant {
  if (!isRecord(value)) {
    issues.push(issueAt(at, 'wrong_type', `${shown(value)} is no variant`, '{ id: …, answers: … }'));
    return { answers: {} };
  }
  for (const key of Object.keys(value)) {
    if (KEYS.includes(key)) continue;
    const message = `"${key}" is no key of a variant`;
    const near = nearest(key, KEYS) ?? null;
    issues.push(issueAt(`${at}/${pointerToken(key)}`, 'unknown_key', message, `one of ${KEYS.join(', ')}`, near));
  }
  const { id } = value;
  const given = Object.hasOwn(value, 'answers');
  if (!given) issues.push(issueAt(at, 'missing_key', '"answers" is missing', 'fact ids and their values below it'));
  const answers = given ? value['answers'] : {};
  if (id === undefined || id === null) return { answers };
  if (typeof id === 'string' && id.trim() !== '' && id.length <= MAX_VARIANT_ID) return { id, answers };
  const expected = `a text of 1 to ${MAX_VARIANT_ID} characters`;
  issues.push(issueAt(`${at}/id`, 'wrong_value', `${shown(id)} is no id of a variant`, expected));
  return { answers };
}
