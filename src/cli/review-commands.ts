import { Argument, Option, type Command } from 'commander';
import { STATUSES } from '../core/language/shapes/case-file.ts';
import { command, formatOption, organizationOption, type Format, type OfOrganization } from './command.ts';
import type { FindingOptions, SetAsideOptions, SignOptions } from './review.ts';
import type { AcceptOptions } from './risks.ts';
import type { Terminal } from './terminal.ts';

const SAID = ['confirmed', 'overridden', 'commented', 'withdrawn'];

/** Adds the commands with which counsel reviews stored evaluations and signs for them. */
export function addReviewCommands(program: Command, terminal: Terminal): void {
  const review = command(program, 'review', 'review a stored evaluation, and sign for it');
  command(review, 'show', 'print what was said of an evaluation, and what is still to be confirmed')
    .argument('<evaluation>', 'the id of the evaluation')
    .addOption(organizationOption())
    .addOption(formatOption())
    .action(async (id: string, options: OfOrganization & Format) => {
      const { showReviewCommand } = await import('./review.ts');
      await showReviewCommand(id, options, terminal);
    });
  bySomebody(command(review, 'finding', 'confirm a finding, override it or comment on it'))
    .argument('<evaluation>', 'the id of the evaluation')
    .argument('<rule>', 'the rule of the finding')
    .addArgument(new Argument('<disposition>', 'what is said of it').choices(SAID))
    .addOption(new Option('--status <status>', 'your own status, to override').choices(STATUSES))
    .option('--citation <citation>', 'what your own status rests on, to override')
    .option('--reason <reason>', 'why, to override or to comment')
    .option('--replace', 'put it in the place of what was said before')
    .addHelpText('after', '\nThe finding stays as it was computed; reports show both.')
    .action(async (id: string, rule: string, disposition: string, options: FindingOptions) => {
      const { reviewFindingCommand } = await import('./review.ts');
      await reviewFindingCommand(id, rule, disposition, options, terminal);
    });
  bySomebody(command(review, 'set-aside', 'confirm that an answer sets duties aside'))
    .argument('<evaluation>', 'the id of the evaluation')
    .argument('<fact>', 'the answer')
    .option('--replace', 'put it in the place of what was said before')
    .option('--withdraw', 'take the confirmation back')
    .action(async (id: string, fact: string, options: SetAsideOptions) => {
      const { setAsideCommand } = await import('./review.ts');
      await setAsideCommand(id, fact, options, terminal);
    });
  bySomebody(command(review, 'sign', 'sign for an evaluation; once all is signed for, its report is final'))
    .argument('<evaluation>', 'the id of the evaluation')
    .requiredOption('--seen <state>', 'the state that is signed for, as the last line of review show names it')
    .option('--admission <place>', 'where the signatory is admitted to practise')
    .option('--licence-no <number>', 'the number of the licence')
    .option('--rulesets <ids...>', 'what is signed for; all that nobody has signed for when left out')
    .option('--privileged', 'label the report as privileged')
    .option('--locale <locale>', 'the language of the final report')
    .option('--layout <layout>', 'single or bilingual')
    .option('--template <template>', 'for whom the final report is')
    .option('--formats <formats...>', 'formats whose bytes are kept; pdf, html and json when left out')
    .action(async (id: string, options: SignOptions) => {
      const { signCommand } = await import('./review.ts');
      await signCommand(id, options, terminal);
    });
  addRiskCommands(program, terminal);
}

function addRiskCommands(program: Command, terminal: Terminal): void {
  const risks = command(program, 'risks', 'accept, list and withdraw risks of a product');
  command(risks, 'accept', 'keep a dated decision to go on with an open finding; it exempts nobody')
    .argument('<product>', 'the id of the product')
    .argument('<rule>', 'the rule of the finding')
    .requiredOption('--reason <reason>', 'why')
    .requiredOption('--owner <name>', 'who answers for it')
    .requiredOption('--role <role>', 'in which capacity')
    .requiredOption('--expires <day>', 'the last day on which it holds: from today, a year at most')
    .option('--replace', 'put it in the place of what was accepted before')
    .addOption(organizationOption())
    .action(async (id: string, rule: string, options: AcceptOptions) => {
      const { acceptRiskCommand } = await import('./risks.ts');
      await acceptRiskCommand(id, rule, options, terminal);
    });
  command(risks, 'list', 'list the accepted risks of a product, those that have ended too')
    .argument('<product>', 'the id of the product')
    .addOption(organizationOption())
    .addOption(formatOption())
    .action(async (id: string, options: OfOrganization & Format) => {
      const { listRisksCommand } = await import('./risks.ts');
      await listRisksCommand(id, options, terminal);
    });
  command(risks, 'withdraw', 'take back the acceptance of a risk; that it was accepted is kept')
    .argument('<product>', 'the id of the product')
    .argument('<rule>', 'the rule of the finding')
    .addOption(organizationOption())
    .action(async (id: string, rule: string, options: OfOrganization) => {
      const { withdrawRiskCommand } = await import('./risks.ts');
      await withdrawRiskCommand(id, rule, options, terminal);
    });
}

function bySomebody(to: Command): Command {
  return to
    .option('--by <name>', 'who says so')
    .option('--role <role>', 'in which capacity')
    .addOption(organizationOption());
}
