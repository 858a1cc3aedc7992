import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import type { Gate, UnitStatus, Verdict } from '../evaluation/evaluation.ts';
import type { Relation } from '../language/shapes/crosswalk-file.ts';
import type { Status } from '../language/shapes/case-file.ts';
import type { Severity } from '../language/shapes/ruleset-file.ts';
import type { Locale } from '../language/shapes/text.ts';
import type { ReportLabels, ReportMarks } from './report-labels.ts';
import type { ChangesSection } from './changes-model.ts';
import type { Blocker, FindingReference, Part, PartHeading, Particular, QuestionReference } from './part-model.ts';
import type { PaperPart } from './paper-model.ts';
import type { Pictures } from './pictures-model.ts';
import type { PlanPart } from './plan-model.ts';

/**
 * A report as plain data: every string is ready to print in the locale, no key is ever absent or `null`, and lists may be empty.
 * Words of the HTTP contract (`status`, `gate`, …) stand beside what is printed for them, so that a renderer can choose a mark or
 * colour; they are never printed themselves.
 */
export interface ReportModel {
  readonly report_format: 2;
  readonly locale: Locale;
  /** The day assessed. */
  readonly as_of: CalendarDate;
  readonly title: string;
  /** What was assessed, in the words of whoever submitted it. */
  readonly subject: string;
  readonly labels: ReportLabels;
  readonly marks: ReportMarks;
  readonly paper: PaperPart;
  readonly particulars: readonly Particular[];
  readonly headline: Headline;
  /** What the pictures show that stand within the parts. */
  readonly pictures: Pictures;
  /** In the summary, without a number. */
  readonly blockers: BlockersPart;
  readonly contents: readonly PartHeading[];
  readonly scope: ScopePart;
  /** Within the part on scope, without a number. */
  readonly not_assessed: NotAssessedPart;
  readonly method: ListPart;
  readonly findings_table: Part;
  readonly findings: FindingsPart;
  readonly in_place: Part;
  readonly questions: QuestionsPart;
  readonly plan: PlanPart;
  readonly set_aside: SetAsidePart;
  readonly not_applicable: NotApplicablePart;
  readonly warnings: ListPart;
  readonly coverage: CoveragePart;
  readonly upcoming: UpcomingPart;
  readonly risks: RisksPart;
  readonly crosswalk: CrosswalkPart;
  readonly changes: ChangesPart;
  readonly limitations: ListPart;
  readonly sign_off: SignOffPart;
  readonly answers: AnswersPart;
  readonly evidence: EvidencePart;
  readonly integrity: IntegrityPart;
  readonly glossary: GlossaryPart;
}

/** A part that is a list of sentences. */
export interface ListPart extends Part {
  readonly items: readonly string[];
}

/** The first page: what the evaluation came to. */
export interface Headline {
  readonly gate: Gate;
  readonly words: string;
  readonly basis: string;
  readonly counts: readonly Particular[];
  readonly instruments: readonly InstrumentResult[];
  /** What the score is and is not. */
  readonly score_words: string;
  readonly assurance: { readonly lead: string; readonly counts: readonly Particular[] };
  /** What a reader must know before relying on the page. */
  readonly cautions: readonly string[];
}

/** The result of one instrument, as one line of the first page. */
export interface InstrumentResult {
  readonly ruleset: string;
  readonly name: string;
  readonly force: 'binding' | 'voluntary';
  readonly force_words: string;
  readonly verdict: Verdict;
  readonly words: string;
  readonly score: string;
  /** Findings by status, those there are any of. */
  readonly counts: readonly Particular[];
}

/** What keeps the gate closed. */
export interface BlockersPart extends Part {
  readonly blockers: readonly Blocker[];
  /** Results that only follow from the blockers. */
  readonly exposures: readonly Exposure[];
}

/** A result that repeats others. */
export interface Exposure extends FindingReference {
  readonly words: string;
}

/** Which conditions of scope and route hold. */
export interface ScopePart extends Part {
  readonly rulesets: readonly {
    readonly ruleset: string;
    readonly heading: string;
    readonly rows: readonly ScopeRow[];
  }[];
}

/** Conditions that the same answers settle in the same way. */
export interface ScopeRow {
  readonly truth: Truth;
  readonly truth_words: string;
  readonly statements: readonly { readonly definition: string; readonly meaning: string; readonly citation: string }[];
  readonly relied_on: readonly ReliedOn[];
  readonly missing: readonly QuestionReference[];
}

/** Something a result rests on. */
export interface ReliedOn {
  readonly text: string;
  readonly answer: string;
  readonly source: 'answer' | 'default' | 'date' | 'finding';
  /** Empty for a plain answer; else that it was assumed, or is no answer at all. */
  readonly source_words: string;
}

/** Every finding that applies or may apply, by instrument and unit. */
export interface FindingsPart extends Part {
  readonly rulesets: readonly RulesetFindings[];
}

/** The findings of one instrument. */
export interface RulesetFindings {
  readonly ruleset: string;
  readonly heading: string;
  readonly nature: string;
  readonly about: readonly Particular[];
  /** Where the official text is; the address is empty when it is none that a reader could follow. */
  readonly source: { readonly text: string; readonly url: string };
  readonly units: readonly UnitFindings[];
  /** Units of which nothing is shown, and why. */
  readonly silent: readonly string[];
  readonly risks_heading: string;
  /** What the codes at the findings stand for; those of open findings alone. */
  readonly risks: readonly Risk[];
}

/** The findings of one article or commitment. */
export interface UnitFindings {
  readonly unit: string;
  readonly heading: string;
  readonly status: UnitStatus;
  readonly status_words: string;
  readonly counts: string;
  readonly scores: readonly string[];
  readonly open: readonly ReportFinding[];
  readonly in_place: readonly ReportFinding[];
}

/** The result of one rule. */
export interface ReportFinding extends FindingReference {
  readonly status: Status;
  readonly status_words: string;
  readonly severity: Severity;
  readonly severity_words: string;
  readonly tags: readonly string[];
  readonly related: readonly string[];
  readonly requirement: string;
  /** Why it is open. Its points say all that `relied_on` does and what was asked, so that only one of the two is printed. */
  readonly reasoning: Reasoning;
  /** What settles the requirement itself; what only brings the product into scope stands in the part on scope. */
  readonly relied_on: readonly ReliedOn[];
  readonly missing: readonly QuestionReference[];
  readonly risks: readonly Risk[];
  readonly remedy: string;
  readonly evidence: readonly string[];
  readonly basis: string;
  readonly confidence: string;
  readonly assurance: readonly string[];
  readonly reviews: readonly string[];
  readonly notes: readonly string[];
}

/** Why a finding is open; empty when it is not. */
export interface Reasoning {
  readonly label: string;
  readonly lead: string;
  /** Whether it applies, in a word or two; empty unless that or the requirement is not known. */
  readonly brief: string;
  readonly points: readonly string[];
}

/** What may follow from an open point. */
export interface Risk {
  readonly code: string;
  /** A few words for it; empty where the ruleset has none. */
  readonly title: string;
  readonly text: string;
  readonly confidence: string;
}

/** What to answer next, best first. */
export interface QuestionsPart extends Part {
  readonly questions: readonly OpenQuestion[];
}

/** A question that can still change a finding. */
interface OpenQuestion extends QuestionReference {
  readonly number: string;
  readonly kind: 'answer' | 'sign_off';
  readonly why: string;
  readonly group: string;
  readonly bears_on: readonly FindingReference[];
}

/** Duties that do not apply, by the answers that decide so. */
export interface NotApplicablePart extends Part {
  readonly rulesets: readonly {
    readonly ruleset: string;
    readonly heading: string;
    readonly groups: readonly {
      readonly relied_on: readonly ReliedOn[];
      readonly findings: readonly FindingReference[];
    }[];
  }[];
}

/** Duties that a plain answer removed from a product in scope. */
export interface SetAsidePart extends Part {
  readonly answered_by: string;
  readonly entries: readonly {
    readonly fact: string;
    readonly relied_on: ReliedOn;
    readonly findings: readonly FindingReference[];
  }[];
}

/** Duties whose day has not come. */
export interface UpcomingPart extends Part {
  readonly duties: readonly (FindingReference & { readonly from: string; readonly by: string })[];
}

/** What lies outside the report. */
export interface NotAssessedPart extends ListPart {
  /** Until when the law was checked, by instrument. */
  readonly checked: readonly string[];
}

/** What identifies the report and the result it shows. */
export interface IntegrityPart extends Part {
  readonly entries: readonly Particular[];
  /** The instruments in the versions in which they were encoded. */
  readonly rulesets: readonly {
    readonly ruleset: string;
    readonly heading: string;
    readonly about: readonly Particular[];
    readonly source: RulesetFindings['source'];
  }[];
}

/** How what the instruments ask compares; guidance, and no part of the result. */
export interface CrosswalkPart extends Part {
  /** What a relation never says. */
  readonly standing: string;
  readonly labels: CrosswalkLabels;
  readonly crosswalks: readonly RulesetCrosswalk[];
}

/** Names of columns in a crosswalk, ready to print. */
export interface CrosswalkLabels {
  readonly source: string;
  readonly target: string;
  readonly relation: string;
  readonly rationale: string;
  readonly evidence: string;
  readonly serves: string;
  readonly limit: string;
}

/** How one instrument compares with another. */
export interface RulesetCrosswalk {
  readonly crosswalk: string;
  readonly heading: string;
  /** Whose reading it is. */
  readonly nature: string;
  readonly about: readonly Particular[];
  readonly groups: readonly CrosswalkGroup[];
  readonly unrelated_heading: string;
  /** What looks alike and is not related. */
  readonly unrelated: readonly CrosswalkRow[];
  readonly evidence_heading: string;
  readonly evidence: readonly { readonly title: string; readonly serves: readonly string[]; readonly limit: string }[];
  /** How much is left out because the rulesets assessed do not have it. */
  readonly left_out: readonly string[];
}

/** What one unit of the first instrument touches in the other. */
export interface CrosswalkGroup {
  readonly heading: string;
  readonly status: UnitStatus | '';
  readonly status_words: string;
  readonly rows: readonly CrosswalkRow[];
}

/** How one place stands to others. */
export interface CrosswalkRow {
  /** Its status is left empty for a whole unit: that stands at the group. */
  readonly source: MappedPlace;
  readonly relation: Relation;
  readonly relation_words: string;
  readonly targets: readonly MappedPlace[];
  readonly rationale: string;
  readonly notes: readonly string[];
}

/** A place with what the evaluation came to there. */
export interface MappedPlace {
  readonly citation: string;
  readonly title: string;
  /** Empty for the whole of an instrument, which has a verdict and no status. */
  readonly status: UnitStatus | '';
  readonly status_words: string;
}

/** Every provision of every instrument, with its treatment. */
export interface CoveragePart extends Part {
  readonly rulesets: readonly {
    readonly ruleset: string;
    readonly heading: string;
    readonly count: string;
    readonly rows: readonly CoverageRow[];
  }[];
}

/** One provision: what comes of it, and what that came to. */
export interface CoverageRow {
  readonly provision: string;
  readonly unit: string;
  readonly citation: string;
  readonly title: string;
  readonly treatment: string;
  /** The worst status of its rules; `no_rule` where there is none, `definition` where it decides what applies. */
  readonly status: UnitStatus | 'definition';
  readonly status_words: string;
}

/** What was accepted, and where counsel sees it otherwise. */
export interface RisksPart extends Part {
  readonly accepted_heading: string;
  readonly accepted: readonly (FindingReference & {
    readonly reason: string;
    readonly owner: string;
    readonly expires: string;
    readonly in_force: 'yes' | 'no';
  })[];
  readonly accepted_none: string;
  readonly contested_heading: string;
  readonly contested: readonly (FindingReference & {
    readonly computed: string;
    readonly reviewed: string;
    readonly basis: string;
    readonly reason: string;
    readonly by: string;
  })[];
  readonly contested_none: string;
}

/** What changed since an earlier assessment; no section when none is known. */
export interface ChangesPart extends Part {
  readonly sections: readonly ChangesSection[];
}

/** Where each instrument is signed for. An empty value is a line to write on. */
export interface SignOffPart extends Part {
  readonly blocks: readonly {
    readonly ruleset: string;
    readonly title: string;
    readonly rows: readonly Particular[];
  }[];
}

/** Every question of the rulesets assessed, with its answer, in the order in which a person answers. */
export interface AnswersPart extends Part {
  readonly groups: readonly {
    readonly group: string;
    readonly heading: string;
    readonly rows: readonly AnswerRow[];
  }[];
}

/** One question with its answer. */
export interface AnswerRow extends QuestionReference {
  readonly answer: string;
  readonly source: 'answer' | 'default' | 'none';
  readonly source_words: string;
}

/** The references that were named as evidence. */
export interface EvidencePart extends Part {
  readonly references: readonly {
    readonly ref: string;
    readonly title: string;
    readonly link: string;
    readonly sha256: string;
    readonly named_by: readonly string[];
    /** What rests on the sign-offs that name it. */
    readonly serves: readonly FindingReference[];
  }[];
  readonly asked_heading: string;
  readonly asked_lead: string;
  /** What each finding that applies asks to be kept. */
  readonly asked: readonly {
    readonly ruleset: string;
    readonly heading: string;
    readonly rows: readonly (FindingReference & {
      readonly status: Status;
      readonly status_words: string;
      readonly evidence: readonly string[];
    })[];
  }[];
}

/** The exact terms that occur, in both languages. */
export interface GlossaryPart extends Part {
  readonly terms: readonly { readonly term: string; readonly other: string; readonly source: string }[];
}
