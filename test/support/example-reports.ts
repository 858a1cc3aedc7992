import type { CalendarDate } from '../../src/core/base/calendar-date.ts';
import { evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import type { Locale } from '../../src/core/language/shapes/text.ts';
import type { Question } from '../../src/core/language/questionnaire.ts';
import type { AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { parseAnswers } from '../../src/core/questionnaire/parse-answers.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import { PLAIN_PAPER } from '../../src/core/report/paper.ts';
import type { ReportInput } from '../../src/core/report/report-input.ts';
import type { ReportModel } from '../../src/core/report/report-model.ts';

type Facts = Readonly<Record<string, unknown>>;

const SIGNED = { attested: true, by: 'Ana Li', role: 'Chief Technology Officer', on: '2026-11-02', evidence: ['ER-7'] };

/** What a start-up with a tuned text-to-image model says that it is. */
const IMAGE_STARTUP: Facts = {
  'org.roles': ['app_provider'],
  'org.origin': 'mainland',
  'org.ownership': 'domestic',
  'service.generates_content': true,
  'service.output_modalities': ['image'],
  'service.outputs_files': true,
  'service.sectors': [],
  'service.audience': 'open_public',
  'service.offered_to_prc_public': true,
  'service.publicly_available': false,
  'service.launch_state': 'pre_launch',
  'service.working_days_since_launch': 0,
  'service.working_days_since_end': 0,
  'service.opinion_features': ['ugc_gallery'],
  'service.emotional_companionship': false,
  'service.uses_tools': false,
  'service.real_person_synthesis': true,
  'model.sourcing': 'fine_tuned',
  'model.frontier_tier': 'below_2023_bar',
  'model.beats_own_prior': false,
  'model.release_kind': 'new_significant_public',
  'model.weights_status': 'never_published',
  'training_data.uses_user_input': false,
  'training_data.web_crawled': true,
  'training_data.protected_works': true,
  'training_data.personal_info': true,
  'training_data.sensitive_pi': false,
  'training_data.important_or_exported': false,
  'annotation.used': false,
  'users.registration': true,
  'users.minors_can_access': true,
  'users.minors_targeted': false,
  'privacy.processes_user_pi': true,
  'privacy.shares_input': false,
  'labelling.unlabelled_offered': false,
  'labelling.launched_after_mechanism': true,
  'labelling.provenance_user_identity': false,
  'labelling.excluded_surfaces': 'none',
  'filing.opinion_attribute': true,
  'filing.changed_since_assessment': false,
  'filing.info_changed': false,
  'filing.permits_needed': true,
  'security.weights_leaked': false,
  'commitments.signatory': 'none',
  'commitments.public_claim': 'none',
  'commitments.claims_signatory_status': false,
  'commitments.benchmark_opt_in': false,
};

const GAPS: Facts = {
  ...IMAGE_STARTUP,
  'service.scope_memo': true,
  'training_data.ledger_complete': false,
  'training_data.unknown_origin': true,
  'content_safety.input_screening': true,
  'content_safety.output_screening': true,
  'content_safety.test_passed': false,
  'rights.bias_measure_stages': ['data_selection'],
  'labelling.visible_on': [],
  'labelling.implicit_metadata': true,
  'operations.complaint_entry': false,
  'filing.security_assessment': 'none',
  'filing.genai': 'none',
  'attestation.ethics': SIGNED,
  'attestation.permits': { attested: false },
  'content_safety.policy_published': true,
};

/** Answers of products that come to every gate, and of those that stand to the US commitments in every way. */
export const EXAMPLES = {
  blocked: () => GAPS,
  undetermined: () => ({}),
  conditional: (rules) => ({ ...inOrder(rules), 'users.guidance': false }),
  clear: inOrder,
  out_of_scope: () => ({
    'service.generates_content': true,
    'service.offered_to_prc_public': false,
    'service.scope_memo': true,
    'service.public_barrier': false,
  }),
  overseas: () => ({ ...GAPS, 'org.origin': 'overseas' }),
  benchmark: () => ({
    ...GAPS,
    'commitments.benchmark_opt_in': true,
    'commitments.scope_mode': 'benchmark_all',
    'red_team.external_done': false,
  }),
  public_claim: () => ({
    ...GAPS,
    'commitments.public_claim': 'full',
    'model.frontier_tier': 'above_2023_bar',
    'red_team.internal_done': false,
  }),
  signatory: () => ({
    ...GAPS,
    'commitments.signatory': 'september_2023',
    'model.beats_own_prior': true,
    'red_team.internal_done': false,
  }),
} satisfies Record<string, (rules: CompiledRules) => Facts>;

/** The name of an example. */
export type ExampleName = keyof typeof EXAMPLES;

/** The names of all examples. */
export const EXAMPLE_NAMES = Object.keys(EXAMPLES) as ExampleName[];

/** Answers under which everything that work can bring about is in place. */
function inOrder({ questionnaire }: CompiledRules): Facts {
  const done = questionnaire.questions.flatMap((question) =>
    question.fixable ? [[question.id, doneIn(question)] as const] : [],
  );
  return {
    ...Object.fromEntries(done),
    ...IMAGE_STARTUP,
    'filing.security_assessment': 'submitted',
    'filing.genai': 'filed',
    'filing.algorithm': 'planned',
    'labelling.detection_tool': 'public_tool',
  };
}

function doneIn(question: Question): unknown {
  switch (question.type) {
    case 'boolean':
      return question.fix_to?.[0] ?? true;
    case 'choice':
      return question.fix_to?.at(-1) ?? Object.keys(question.options ?? {}).at(-1);
    case 'choices':
      return Object.keys(question.options ?? {});
    case 'attestation':
      return SIGNED;
    case 'integer':
    case 'date':
      return null;
  }
}

/** What may be said of a report beside the answers. */
export type ExampleDetails = Partial<Omit<ReportInput, 'evaluation' | 'rulesets' | 'answers' | 'asOf'>> & {
  readonly asOf?: string;
  readonly locale?: Locale;
};

/** A calendar date in a test. */
export function day(text: string): CalendarDate {
  return text as CalendarDate;
}

/** The input of a report on some answers, as the service would put it together. */
export function reportInput(
  rules: CompiledRules,
  facts: Facts,
  { asOf = '2026-09-30', locale = 'en', ...details }: ExampleDetails = {},
): ReportInput {
  const parsed = parseAnswers(rules.questionnaire, facts);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const answers: ReadonlyMap<string, AnswerValue> = parsed.answers;
  const answeredOn = details.answeredOn ?? null;
  return {
    product: { name: 'Lumen Canvas', client: 'Lumen Studio Co., Ltd.', matter: 'M-2026-118' },
    answeredBy: { name: 'Wei Zhang', role: 'Head of Product' },
    answeredOn,
    productVersion: null,
    evidence: [],
    glossary: [],
    paper: PLAIN_PAPER,
    targetLaunch: null,
    identity: { evaluationId: null, engine: '0.1.0', answersDigest: 'sha256:answers', resultDigest: 'sha256:result' },
    ...details,
    evaluation: evaluate(rules.rulesets, answers, day(asOf), {
      locale,
      ...(answeredOn === null ? {} : { answeredOn }),
    }),
    rulesets: rules.rulesets.map((compiled) => ({ compiled, digest: `sha256:${compiled.id}` })),
    crosswalks: rules.crosswalks.map((compiled) => ({ compiled, digest: `sha256:${compiled.id}` })),
    answers,
    asOf: day(asOf),
  };
}

/** The report of an example. */
export function exampleReport(rules: CompiledRules, name: ExampleName, details: ExampleDetails = {}): ReportModel {
  return buildReport(reportInput(rules, EXAMPLES[name](rules), details));
}
