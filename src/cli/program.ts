import { Argument, Command, Option } from 'commander';
import { PLAN_TARGETS } from '../core/reasoning/plan-goals.ts';
import { ENGINE_VERSION } from '../service/engine-version.ts';
import { LOCALES } from '../core/language/shapes/text.ts';
import { addAdministrationCommands } from './administration.ts';
import type { CheckOptions } from './check.ts';
import type { CompareOptions } from './compare.ts';
import type { ExplainOptions } from './explain.ts';
import { FAIL_ON } from './exit-codes.ts';
import type { PlanOptions } from './plan.ts';
import type { NewOptions } from './rules-new.ts';
import type { ImpactOptions } from './impact.ts';
import type { InterviewOptions } from './interview.ts';
import type { QuestionsOptions } from './questions.ts';
import type { ChecklistOptions } from './checklist.ts';
import type { ReportOptions } from './report.ts';
import type { ChangelogOptions } from './rules-changelog.ts';
import type { MutateOptions } from './rules-mutate.ts';
import type { RulesOptions } from './rules-options.ts';
import type { Terminal } from './terminal.ts';
import type { WhatIfOptions } from './what-if.ts';
import type { VerifyOptions } from './verify.ts';
import { WIDTH } from './wrap.ts';

const EXIT_CODES = `
Exit codes of check:
  0  no gap found, or out of scope
  1  blocking gaps found
  2  cannot say yet, or no blocking gap but other points open
  3  bad input or usage
  4  anything unexpected
Every other command ends with 0, 3 or 4, an interview that is broken off with 130: only check
ends with a verdict.

--fail-on sets how bad a result must be to end with 1 or 2. From bad to good:
  blocker       fail on blocking gaps only
  undetermined  fail on blocking gaps, and when it cannot be said yet
  conditional   fail on all that, and on open points that do not block (the default)
Whatever is better than that ends with 0. A result that is not known is no pass: with
"--fail-on blocker" a check with missing answers ends with 0 all the same.`;

const INTERVIEW_NOTES = `
At each question: a number or several with commas, u when it is not known, ? for help, b to go
back, q to save and quit. Answers may be piped in; the end of the input saves and quits.
A file that exists is written over only when --output names it or you say so.
Ctrl-C warns once that nothing is saved; the second one leaves without saving and ends with 130.`;

/**
 * Describes the command line. Each command is read only when it is asked for, so that a check never touches server or database.
 *
 * @param end - takes the exit code of a command that has one of its own
 */
export function buildProgram(terminal: Terminal, end: (code: number) => void): Command {
  const program = new Command('preclear')
    .description('Says whether a generative-AI product may launch, and what is left to do. Not legal advice.')
    .version(ENGINE_VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      getOutHelpWidth: () => WIDTH,
      getErrHelpWidth: () => WIDTH,
    });

  program
    .command('check')
    .summary('judge an answers file')
    .description('Judges an answers file. Needs no server, no database and no network.')
    .addArgument(answersArgument())
    .addOption(formatOption('what to print; json is the whole evaluation'))
    .addOption(rulesetsOption())
    .addOption(asOfOption())
    .addOption(localeOption())
    .addOption(
      new Option('--fail-on <result>', 'the best result that still fails').choices(FAIL_ON).default('conditional'),
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (path: string, options: CheckOptions) => {
      const { check } = await import('./check.ts');
      end(await check(path, options, terminal));
    });

  program
    .command('plan')
    .summary('print the least work that opens the gate')
    .description(
      'Prints the least work that opens the gate of an answers file, in the order of work, with routes and time. Ends with 0.',
    )
    .addArgument(answersArgument())
    .addOption(
      new Option('--target <target>', 'unblocked leaves no blocking gap, clear leaves no finding open')
        .choices(PLAN_TARGETS)
        .default('unblocked'),
    )
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .addOption(localeOption())
    .addOption(rulesetsOption())
    .addOption(asOfOption())
    .action(async (path: string, options: PlanOptions) => {
      const { plan } = await import('./plan.ts');
      await plan(path, options, terminal);
    });

  program
    .command('report')
    .summary('write the report of an answers file')
    .description(
      'Writes the report of an answers file. Ends with 0 whatever the report says; only check ends with a verdict.',
    )
    .addArgument(answersArgument())
    .option('--format <format>', 'html, pdf, docx, md, json or csv', 'html')
    .option('--output <file>', 'where to write it; standard output when left out')
    .addOption(rulesetsOption())
    .addOption(asOfOption())
    .addOption(localeOption())
    .option('--layout <layout>', 'single, or bilingual for English and Chinese side by side', 'single')
    .option('--template <template>', 'counsel, founder, board or gate', 'counsel')
    .option('--since <answers>', 'an earlier answers file; the report then tells what changed since')
    .option('--since-as-of <date>', 'the day it was assessed for; that of the report when left out')
    .action(async (path: string, options: ReportOptions) => {
      const { report } = await import('./report.ts');
      await report(path, options, terminal);
    });

  program
    .command('checklist')
    .summary('write the questionnaire as a checklist on paper')
    .description(
      'Writes the questionnaire as a paper to be filled in by hand: each question with boxes, the provisions that ask for it and the evidence ' +
        'to bring. Of an answers file, only what is still open.',
    )
    .addArgument(new Argument('[answers]', 'an answers file; the whole questionnaire when left out'))
    .option('--format <format>', 'html, pdf, docx or md', 'html')
    .option('--output <file>', 'where to write it; standard output when left out')
    .addOption(rulesetsOption())
    .addOption(localeOption())
    .option('--layout <layout>', 'single, or bilingual for English and Chinese side by side', 'single')
    .action(async (path: string | undefined, options: ChecklistOptions) => {
      const { checklist } = await import('./checklist.ts');
      await checklist(path, options, terminal);
    });

  program
    .command('explain')
    .summary('tell why a finding is what it is')
    .description(
      'Tells why the finding of one rule is what it is: its conditions as a tree, what in them decided, the answers, and the nearest ' +
        'change that would settle it. Ends with 0 whatever the finding is.',
    )
    .addArgument(answersArgument())
    .addArgument(new Argument('<rule>', 'the id of the rule, such as cn-gai-17-1-security-assessment'))
    .addOption(rulesetsOption())
    .addOption(asOfOption())
    .option('--locale <locale>', 'language of the texts', 'en')
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (path: string, rule: string, options: ExplainOptions) => {
      const { explainFile } = await import('./explain.ts');
      await explainFile(path, rule, options, terminal);
    });

  program
    .command('compare')
    .summary('tell what changed between two answers files')
    .description(
      'Tells what changed from one answers file to another, and why: facts changed, rules changed, or a date passed. Ends with 0 ' +
        'whatever changed.',
    )
    .addArgument(new Argument('<answers-a>', 'the answers file before; - reads standard input'))
    .addArgument(new Argument('<answers-b>', 'the answers file after; - reads standard input'))
    .option('--as-of-a <date>', 'the day to assess the first for, YYYY-MM-DD; today in UTC when left out')
    .option('--as-of-b <date>', 'the day to assess the second for, YYYY-MM-DD; today in UTC when left out')
    .option('--rules-a <folder>', 'the rules folder of the first; the one in use when left out')
    .option('--rules-b <folder>', 'the rules folder of the second; the one in use when left out')
    .addOption(rulesetsOption())
    .option('--locale <locale>', 'language of the text', 'en')
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (a: string, b: string, options: CompareOptions) => {
      const { compareFiles } = await import('./compare.ts');
      await compareFiles({ a, b }, options, terminal);
    });

  program
    .command('what-if')
    .summary('say what would change if some answers were other ones')
    .description(
      'Says what would change if some answers were other ones: for each variant the gate and exactly the findings that change. ' +
        'Ends with 0 whatever they come to.',
    )
    .addArgument(answersArgument())
    .option('--variants <file>', 'a file with "variants: [{ id: …, answers: { … } }]", YAML or JSON')
    .addOption(
      new Option('--set <fact=value...>', 'one variant: answers as they would stand in the file; null is not known'),
    )
    .addOption(formatOption('what to print; json is what POST /v1/what-if answers'))
    .addOption(rulesetsOption())
    .addOption(asOfOption())
    .action(async (path: string, options: WhatIfOptions) => {
      const { whatIf } = await import('./what-if.ts');
      await whatIf(path, options, terminal);
    });

  program
    .command('verify')
    .summary('compute a report in JSON again and compare')
    .description(
      'Computes the evaluation of a report in JSON again from what the report carries, and compares. Needs no rules, no server and no ' +
        'network. Ends with 0 when everything fits together, else with 3 and with everything that does not.',
    )
    .addArgument(
      new Argument('<report>', 'a report written with --format json, or report.json; - reads standard input'),
    )
    .option('--digest <digest>', 'the result digest that you hold from elsewhere')
    .action(async (path: string, options: VerifyOptions) => {
      const { verifyFile } = await import('./verify.ts');
      await verifyFile(path, options, terminal);
    });

  program
    .command('impact')
    .summary('say which stored products would change under other rules or on another day')
    .description(
      'Says which products of the database would come to another gate, verdict or finding under the rules of a folder, or on ' +
        'another day, before these are in use. Changes nothing. Ends with 0 whatever changes.',
    )
    .option('--rules <folder>', 'the rules to try; those in use when left out')
    .addOption(new Option('--rulesets <ids>', 'the rulesets to try, with commas between; all of them when left out'))
    .addOption(
      new Option('--as-of <date>', 'the day to judge for, YYYY-MM-DD; the day of each evaluation when left out'),
    )
    .addOption(formatOption('what to print; json is what POST /v1/impact streams, one object a line'))
    .action(async (options: ImpactOptions) => {
      const { impact } = await import('./impact.ts');
      await impact(options, terminal);
    });

  program
    .command('interview')
    .summary('ask for the answers, those first that decide most')
    .description(
      'Asks for the answers of a product in the terminal, one question at a time and those first that decide most, and writes an answers file. Stops when no open answer can change the result, or goes on to the whole picture.',
    )
    .argument('[answers]', 'an answers file to start from')
    .addOption(new Option('--locale <locale>', 'language of the interview').choices(LOCALES).default('en'))
    .addOption(rulesetsOption())
    .addOption(asOfOption())
    .addOption(
      new Option(
        '--until <goal>',
        'stop when the gate is decided, or when everything is answered that can change a finding',
      )
        .choices(['gate', 'everything'])
        .default('gate'),
    )
    .option('--output <file>', 'the file to write; the one it starts from, else answers.yaml, when left out')
    .addHelpText('after', INTERVIEW_NOTES)
    .action(async (path: string | undefined, options: InterviewOptions) => {
      const { interview } = await import('./interview.ts');
      end(await interview(path, options, terminal));
    });

  program
    .command('questions')
    .summary('print the questionnaire, or a blank answers file')
    .description('Prints the questionnaire. With --format yaml it prints a blank answers file, ready to be filled in.')
    .addOption(rulesetsOption())
    .addOption(localeOption())
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'yaml', 'json']).default('text'))
    .action(async (options: QuestionsOptions) => {
      const { questions } = await import('./questions.ts');
      await questions(options, terminal);
    });

  addRulesCommands(program, terminal, end);

  program
    .command('openapi')
    .summary('print the OpenAPI document of the HTTP service')
    .description('Prints the OpenAPI document of the HTTP service as JSON, and nothing else.')
    .action(async () => {
      const { openapi } = await import('./openapi.ts');
      await openapi(terminal);
    });

  program
    .command('schemas')
    .summary('write the JSON Schemas of rule files and answers files')
    .description('Writes the JSON Schemas of rule files and of answers files, for editors.')
    .argument('[folder]', 'where to write them', 'docs/schemas')
    .action(async (folder: string) => {
      const { writeSchemas } = await import('./schemas.ts');
      await writeSchemas(folder, terminal);
    });

  program
    .command('serve')
    .summary('start the HTTP service')
    .description('Starts the HTTP service, as npm start does. Settings come from the environment.')
    .action(async () => {
      const { serveUntilStopped } = await import('./serve.ts');
      await serveUntilStopped(terminal);
    });

  addAdministrationCommands(program, terminal, end);

  return program;
}

function addRulesCommands(program: Command, terminal: Terminal, end: (code: number) => void): void {
  const rules = program
    .command('rules')
    .summary('check rule files')
    .description('Checks rule files. Ends with 0, or with 3 when something is wrong with them.');
  const add = (
    name: string,
    summary: string,
    action: (folder: string, options: MutateOptions) => Promise<void>,
  ): Command => {
    return rules
      .command(name)
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .addArgument(folderArgument())
      .addOption(formatOption('what to print'))
      .action((folder: string | undefined, options: MutateOptions) =>
        action(folder ?? terminal.rulesFolder(), options),
      );
  };
  add('lint', 'print every problem in the rule files', async (folder, options) => {
    const { lintRules } = await import('./rules-lint.ts');
    end(await lintRules(folder, options, terminal));
  });
  add('test', 'run the test cases of the rules', async (folder, options) => {
    const { testRules } = await import('./rules-test.ts');
    end(await testRules(folder, options, terminal));
  });
  add(
    'mutate',
    'change every condition a little and print each change that no test case notices',
    async (folder, options) => {
      const { mutateRulesIn } = await import('./rules-mutate.ts');
      end(await mutateRulesIn(folder, options, terminal));
    },
  ).addOption(new Option('--ruleset <id>', 'the one ruleset to change; all when left out'));
  rules
    .command('diff')
    .summary('compare two states of the rules')
    .description(
      'Compares two rules folders: what every rule asks for and every definition holds for, over all answers and days. ' +
        'Ends with 0 whatever it finds.',
    )
    .argument('<old>', 'the rules folder as it was')
    .argument('<new>', 'the rules folder as it is')
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (old: string, fresh: string, options: RulesOptions) => {
      const { diffRulesIn } = await import('./rules-diff.ts');
      await diffRulesIn(old, fresh, options, terminal);
    });
  add('coverage', 'list every provision with its treatment', async (folder, options) => {
    const { coverRules } = await import('./rules-coverage.ts');
    await coverRules(folder, options, terminal);
  }).addOption(localeOption());
  add('crosswalk', 'print how the content of two rulesets compares', async (folder, options) => {
    const { printCrosswalks } = await import('./rules-crosswalk.ts');
    await printCrosswalks(folder, options, terminal);
  });
  addChangelogCommand(rules, terminal, end);
  addNewCommand(rules, terminal);
}

/** The command has an option of its own, so it is described apart from the others. */
function addChangelogCommand(rules: Command, terminal: Terminal, end: (code: number) => void): void {
  rules
    .command('changelog')
    .summary('check versions against the changelog')
    .description(
      'Checks that every ruleset is what its version was released with, and that CHANGELOG.md has an entry for each version.',
    )
    .addArgument(folderArgument())
    .addOption(formatOption('what to print'))
    .option('--write', 'add new versions to versions.json when nothing else is wrong; listed ones are never touched')
    .action(async (folder: string | undefined, options: ChangelogOptions) => {
      const { checkChangelogOf } = await import('./rules-changelog.ts');
      end(await checkChangelogOf(folder ?? terminal.rulesFolder(), options, terminal));
    });
}

function addNewCommand(rules: Command, terminal: Terminal): void {
  rules
    .command('new')
    .summary('begin a new instrument')
    .description(
      'Writes the files that a new instrument begins with: a ruleset, one unit with its cases, and a group of questions. They load, ' +
        'and their cases pass; every text and date in them waits to be replaced. No file that is there is touched.',
    )
    .argument('<instrument-id>', 'what the instrument is to be called, such as talking-toys-act')
    .addArgument(folderArgument())
    .option('--title <title>', 'its title in English; made of the id when left out')
    .addOption(new Option('--binding', 'it binds, and decides the gate (the default)').conflicts('voluntary'))
    .addOption(new Option('--voluntary', 'it was promised, and stands beside the gate').conflicts('binding'))
    .action(async (id: string, folder: string | undefined, options: NewOptions) => {
      const { newInstrument } = await import('./rules-new.ts');
      await newInstrument(id, folder ?? terminal.rulesFolder(), options, terminal);
    });
}

function folderArgument(): Argument {
  return new Argument('[folder]', 'the rules folder; the one in use when left out');
}

function answersArgument(): Argument {
  return new Argument('<answers>', 'the answers file, YAML or JSON; - reads standard input');
}

function formatOption(description: string): Option {
  return new Option('--format <format>', description).choices(['text', 'json']).default('text');
}

function rulesetsOption(): Option {
  return new Option('--rulesets <ids>', 'ids with commas between; those of the answers file, else all, when left out');
}

function localeOption(): Option {
  return new Option('--locale <locale>', 'language of what is printed, such as zh-CN').default('en');
}

function asOfOption(): Option {
  return new Option('--as-of <date>', 'the day to assess for, YYYY-MM-DD; today in UTC when left out');
}
