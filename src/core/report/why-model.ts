import type { Truth } from '../base/truth.ts';
import type { CitationOnWire, Finding } from '../evaluation/evaluation.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import type { Asked, ProofNode } from '../reasoning/explanation.ts';
import type { NearestFix } from '../reasoning/nearest-fix.ts';

/** A node of a proof in words. Every key is there; what a kind of node does not have is `null`. */
export interface WhyNode {
  readonly kind: ProofNode['kind'];
  readonly truth: Truth;
  /** It is part of the reason for the status. */
  readonly decides: boolean;
  readonly text: string;
  readonly fact: string | null;
  readonly asked: Asked | null;
  readonly value: AnswerValue | null;
  readonly source: 'answer' | 'default' | null;
  readonly definition: string | null;
  readonly citation: string | null;
  readonly parts: readonly WhyNode[];
}

/** One of the two conditions of a rule: what is said of it, and its tree. */
export interface WhyCondition {
  /** As its author wrote it. */
  readonly condition: string;
  readonly heading: string;
  readonly proof: WhyNode;
}

/** A fact, and what is said of it. */
interface NearestItem {
  readonly fact: string;
  readonly text: string;
}

/** The nearest change in words. */
export interface WhyNearest {
  readonly kind: NearestFix['kind'];
  readonly heading: string;
  readonly lead: string;
  readonly changes: readonly (NearestItem & { readonly to: AnswerValue })[];
  readonly sign_offs: readonly NearestItem[];
  readonly needs_answers: readonly NearestItem[];
  /** The team's own working days, without the sign-offs; `null` where there is no change. */
  readonly effort_days: readonly [low: number, high: number] | null;
  readonly sign_offs_lead: string;
  readonly standing: string;
}

/** Why a finding is what it is, and what lies nearest to its being met; in one locale. */
export interface WhyDescription extends Pick<
  Finding,
  'rule' | 'unit' | 'status' | 'because' | 'applicability' | 'severity' | 'upcoming' | 'decided_by' | 'open'
> {
  readonly ruleset: string;
  readonly title: string;
  readonly citation: CitationOnWire;
  readonly requirement: string;
  readonly status_words: string;
  readonly severity_words: string;
  readonly applies: WhyCondition;
  readonly met: WhyCondition;
  readonly nearest: WhyNearest;
}
