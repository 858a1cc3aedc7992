import type { Question } from '../language/questionnaire.ts';
import type { Phase, QuestionEntry } from '../language/shapes/question-file.ts';

/** Who in a company usually does a piece of work. */
export type OwnerRole =
  | 'management'
  | 'product'
  | 'engineering'
  | 'data'
  | 'content_safety'
  | 'security'
  | 'privacy'
  | 'operations'
  | 'communications'
  | 'procurement'
  | 'counsel';

/** Where the way in which an answer changes says more of who does it than what it is about. */
const BY_KIND: Readonly<Partial<Record<NonNullable<QuestionEntry['fix_kind']>, OwnerRole>>> = {
  authority: 'counsel',
  third_party: 'procurement',
  withdraw: 'communications',
};

/** By the group in which a person answers; groups that are not here go by phase. */
const BY_GROUP: ReadonlyMap<string, OwnerRole> = new Map<string, OwnerRole>([
  ['org', 'management'],
  ['service', 'product'],
  ['model', 'engineering'],
  ['training_data', 'data'],
  ['annotation', 'data'],
  ['content_safety', 'content_safety'],
  ['rights', 'product'],
  ['users', 'product'],
  ['privacy', 'privacy'],
  ['labelling', 'engineering'],
  ['operations', 'operations'],
  ['filing', 'counsel'],
  ['red_team', 'security'],
  ['security', 'security'],
  ['commitments', 'communications'],
]);

const BY_PHASE: Readonly<Record<Phase, OwnerRole>> = {
  decide: 'management',
  build: 'engineering',
  test_and_sign: 'product',
  file: 'counsel',
  launch_day: 'product',
  after_launch: 'counsel',
  keep: 'operations',
};

/** Who could do the work on a fact: a suggestion, since only the company knows who does what. */
export function suggestedOwner({ fix_kind: kind, group, phase }: Question): OwnerRole {
  const byKind = kind === undefined ? undefined : BY_KIND[kind];
  return byKind ?? BY_GROUP.get(group) ?? BY_PHASE[phase ?? 'build'];
}
