import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { preclear } from './cli/harness.ts';
import { RULES_FOLDER } from './support/real-rules.ts';

// docs/examples.md shows of each example what to ask next, what to do, and why a finding is what it is, as the commands print it.
// UPDATE_EXPECTATIONS=1 writes it anew; read the difference like code.

const DOCUMENT = fileURLToPath(new URL('../docs/examples.md', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url));

const LEAD = `# The examples, reasoned through

Made-up products, each judged on the last day that its file names. For each: the gate and the next step of \`preclear check\`, the least work
of \`preclear plan\` with its routes, and \`preclear explain\` for one finding. All of it comes from the same rules; nothing is written by hand.
The last section shows one of them in Chinese.
`;

interface Example {
  readonly file: string;
  readonly title: string;
  readonly asOf: string;
  readonly rule: string;
}

function readExample(file: string): Example {
  const header = readFileSync(join(EXAMPLES, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('# '));
  const last = (key: string): string => {
    const values = header.filter((line) => line.startsWith(`# ${key}: `)).map((line) => line.slice(key.length + 4));
    const value = values.at(-1);
    if (value === undefined) throw new Error(`${file} names no ${key}`);
    return value;
  };
  const title = header.find((line) => /^# \([a-z]/.test(line))?.slice(2) ?? file;
  return { file, title, asOf: last('as of'), rule: last('expected finding').split(' ')[0] ?? '' };
}

async function shown(args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await preclear(args, { rules: RULES_FOLDER });
  if (exitCode > 2) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout.trimEnd();
}

function block(args: readonly string[], output: string): string {
  const command = args.map((arg) => arg.replace(EXAMPLES, 'examples/')).join(' ');
  return `\`\`\`\n$ npx preclear ${command}\n${output}\n\`\`\`\n`;
}

async function section({ file, title, asOf, rule }: Example, ...locale: readonly string[]): Promise<string> {
  const path = join(EXAMPLES, file);
  const at = ['--as-of', asOf, ...locale];
  const check = ['check', path, ...at];
  const lines = (await shown(check)).split('\n');
  const gate = lines.slice(0, lines.indexOf('', 3)).join('\n');
  const next = lines.slice(lines.lastIndexOf('') + 1).join('\n');
  const plan = ['plan', path, ...at];
  const explain = ['explain', path, rule, ...at];
  return [
    `## ${title}\n`,
    block(check, `${gate}\n…\n${next}`),
    block(plan, await shown(plan)),
    block(explain, await shown(explain)),
  ].join('\n');
}

it('docs/examples.md shows what the commands print of the examples', async () => {
  const examples = readdirSync(EXAMPLES).toSorted().map(readExample);
  const sections: string[] = [LEAD];
  for (const example of examples) sections.push(await section(example));
  const inChinese = examples.find(({ file }) => file.startsWith('d-'));
  if (inChinese === undefined) throw new Error('no example d');
  const chinese = { ...inChinese, title: `${inChinese.title} In Chinese` };
  sections.push(await section(chinese, '--locale', 'zh-CN'));
  const document = sections.join('\n');
  if (process.env['UPDATE_EXPECTATIONS'] === '1') writeFileSync(DOCUMENT, document);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
}, 240_000);
