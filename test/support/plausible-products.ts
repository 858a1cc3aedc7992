import { calendarDate } from '../../src/core/base/calendar-date.ts';
import { evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import type { Question } from '../../src/core/language/questionnaire.ts';
import type { Answers, AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

/** How a product stands to the binding rules: not offered to the public, with blocking gaps, or with none. */
export const PRODUCT_KINDS = ['internal', 'blocked', 'clear'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

type Facts = Record<string, AnswerValue>;

const DAY = calendarDate('2026-11-23');
const SIGNED: AnswerValue = {
  attested: true,
  by: 'Head of safety',
  role: 'Responsible person',
  on: '2026-11-01',
  evidence: ['Record'],
};

/**
 * Products as they come to a law firm, the same for the same seed: what they are hangs together (an image model outputs files, a
 * caller of somebody's interface shares input), and how far their work has come differs by area, so that gaps come in clusters. A
 * sign-off that is not there yet is left out of the answers; everything else is answered.
 */
export function plausibleProducts(
  rules: CompiledRules,
  kind: ProductKind,
  count: number,
  seed: number,
): readonly Answers[] {
  const random = seededRandom(seed);
  const products: Answers[] = [];
  while (products.length < count) {
    const product = draw(rules, kind, random);
    const { gate } = evaluate(rules.rulesets, product, DAY);
    if (isOfKind(kind, gate)) products.push(product);
  }
  return products;
}

function isOfKind(kind: ProductKind, gate: string): boolean {
  switch (kind) {
    case 'internal':
      return gate === 'out_of_scope';
    case 'blocked':
      return gate === 'blocked';
    case 'clear':
      return gate === 'clear' || gate === 'conditional';
  }
}

function draw(rules: CompiledRules, kind: ProductKind, random: SeededRandom): Answers {
  const situation = situationOf(kind, random);
  const work = workOf(rules.questionnaire.questions, kind, situation, random);
  const facts: Facts = { ...work, ...situation, ...filingsOf(kind, situation, random) };
  return new Map(
    rules.questionnaire.questions.flatMap(({ id }): [string, AnswerValue][] => {
      const value = facts[id];
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** What the product is, as opposed to what was done about it. */
function situationOf(kind: ProductKind, random: SeededRandom): Facts {
  const internal = kind === 'internal';
  const overseas = random.chance(0.2);
  const modalities = random.pick<readonly string[]>([
    [['text'], 45],
    [['text', 'code'], 15],
    [['image'], 15],
    [['text', 'image'], 15],
    [['audio'], 5],
    [['video'], 5],
  ]);
  const visual = modalities.some((modality) => modality !== 'text' && modality !== 'code');
  const sourcing = random.pick([
    ['third_party_api', 45],
    ['fine_tuned', 25],
    ['open_weights_unmodified', 15],
    ['own_trained', 15],
  ]);
  const tuned = sourcing === 'fine_tuned' || sourcing === 'own_trained';
  const crawled = tuned && random.chance(0.5);
  const registration = !internal && random.chance(0.85);
  const minors = !internal && random.chance(0.4);
  const live = random.chance(0.35);
  const features = random.pick<readonly string[]>([
    [['open_domain_chat'], 50],
    [['info_sharing'], 20],
    [['ugc_gallery', 'info_sharing'], 10],
    [[], 20],
  ]);
  const claim = random.pick([
    ['none', 85],
    ['partial', 8],
    ['full', 7],
  ]);
  return {
    'org.roles': random.pick<readonly string[]>(
      internal
        ? [
            [['app_provider'], 75],
            [['user_only'], 25],
          ]
        : [
            [['app_provider'], 75],
            [['app_provider', 'api_provider'], 15],
            [['api_provider'], 5],
            [['model_service_provider'], 5],
          ],
    ),
    'org.origin': overseas ? 'overseas' : 'mainland',
    'org.ownership': overseas
      ? random.pick([
          ['foreign_no_entity', 60],
          ['foreign_invested', 40],
        ])
      : random.pick([
          ['domestic', 85],
          ['foreign_invested', 15],
        ]),
    'service.generates_content': true,
    'service.output_modalities': modalities,
    'service.outputs_files': visual || random.chance(0.3),
    'service.sectors': random.pick<readonly string[]>([
      [[], 70],
      [['education'], 10],
      [['finance'], 8],
      [['medical'], 6],
      [['news'], 3],
      [['arts'], 3],
    ]),
    'service.audience': internal ? 'internal_only' : 'open_public',
    'service.offered_to_prc_public': !internal,
    'service.publicly_available': !internal,
    'service.launch_state': live ? 'live' : 'pre_launch',
    'service.working_days_since_launch': live ? random.between(1, 80) : 0,
    'service.working_days_since_end': 0,
    'service.opinion_features': internal ? [] : features,
    'service.emotional_companionship': random.chance(0.07),
    'service.uses_tools': random.chance(0.3),
    'service.real_person_synthesis': visual && random.chance(0.3),
    'model.sourcing': sourcing,
    'model.frontier_tier': random.pick([
      ['below_2023_bar', 85],
      ['above_2023_bar', 12],
      ['above_current_frontier', 3],
    ]),
    'model.beats_own_prior': tuned && random.chance(0.4),
    'model.release_kind': internal ? 'internal_only' : 'minor_public_update',
    'model.weights_status': tuned ? 'never_published' : 'not_held',
    'training_data.uses_user_input': random.chance(0.25),
    'training_data.web_crawled': crawled,
    'training_data.protected_works': crawled || (tuned && random.chance(0.4)),
    'training_data.personal_info': tuned && (visual || random.chance(0.5)),
    'training_data.sensitive_pi': tuned && random.chance(0.1),
    'training_data.important_or_exported': tuned && random.chance(0.1),
    'annotation.used': tuned && random.chance(0.7),
    'users.registration': registration,
    'users.minors_can_access': minors,
    'users.minors_targeted': minors && random.chance(0.2),
    'privacy.processes_user_pi': registration || random.chance(0.3),
    'privacy.shares_input': sourcing === 'third_party_api' || random.chance(0.15),
    'privacy.input_leaves_prc': overseas || random.chance(0.1),
    'labelling.unlabelled_offered': random.chance(0.15),
    'labelling.launched_after_mechanism': live,
    'labelling.provenance_user_identity': false,
    'labelling.excluded_surfaces': 'none',
    'filing.opinion_attribute': !internal && (features.includes('info_sharing') || random.chance(0.8)),
    'filing.changed_since_assessment': live && random.chance(0.2),
    'filing.info_changed': live && random.chance(0.15),
    'filing.permits_needed': random.chance(0.3),
    'security.weights_leaked': false,
    'commitments.signatory': 'none',
    'commitments.public_claim': claim,
    'commitments.claimed': claim === 'partial' ? ['c1', 'c6'] : [],
    'commitments.claims_signatory_status': false,
  };
}

/** What was done. Each area has come as far as it has; a clear product lacks at most a little. */
function workOf(questions: readonly Question[], kind: ProductKind, situation: Facts, random: SeededRandom): Facts {
  const facts: Facts = {};
  const effort = new Map<string, number>();
  for (const question of questions) {
    if (!question.fixable || question.id in situation) continue;
    const area = effort.get(question.group) ?? (kind === 'clear' ? 0.985 : 0.35 + 0.6 * random.next());
    effort.set(question.group, area);
    const done = random.chance(area);
    if (question.type === 'attestation') {
      if (kind === 'clear' || (done && random.chance(0.5))) facts[question.id] = SIGNED;
    } else {
      const value = done ? doneIn(question) : undoneIn(question, random);
      if (value !== undefined) facts[question.id] = value;
    }
  }
  return facts;
}

function doneIn(question: Question): AnswerValue | undefined {
  if (question.type === 'boolean') return question.fix_to?.[0] ?? true;
  if (question.type === 'choice') return question.fix_to?.at(-1);
  return Object.keys(question.options ?? {});
}

function undoneIn(question: Question, random: SeededRandom): AnswerValue | undefined {
  // To have done what must not be is rarer than not to have done what must: nobody offers to remove labels by neglect.
  if (question.type === 'boolean') return question.fix_to?.[0] === false ? random.chance(0.25) : false;
  const options = Object.keys(question.options ?? {});
  return question.type === 'choice' ? options[0] : options.filter(() => random.chance(0.4));
}

/** Filings move together: nothing begun, under way, or done. */
function filingsOf(kind: ProductKind, situation: Facts, random: SeededRandom): Facts {
  const live = situation['service.launch_state'] === 'live';
  const stage =
    kind === 'clear'
      ? 'done'
      : random.pick([
          ['none', 50],
          ['under way', 30],
          ['done', 20],
        ]);
  const calls = situation['model.sourcing'] === 'third_party_api';
  const done = stage === 'done';
  const begun = stage === 'under way';
  return {
    'filing.security_assessment': done ? 'submitted' : begun ? 'in_progress' : 'none',
    'filing.algorithm': done ? (live ? 'filed' : 'planned') : begun ? 'planned' : 'none',
    'filing.genai': calls ? 'none' : done ? 'filed' : begun ? 'submitted' : 'none',
    'filing.genai_registration': calls ? (done ? 'registered' : begun ? 'submitted' : 'none') : 'none',
  };
}
