import { parseCalendarDate } from '../core/base/calendar-date.ts';
import type { AnswersFile } from '../core/questionnaire/parse-answers-file.ts';
import { readTyped, refuse, type Dialogue } from './interview-dialogue.ts';
import type { HeaderPart } from './interview-words.ts';
import { wrapColumns } from './wrap-columns.ts';

const PARTS: readonly HeaderPart[] = ['product', 'name', 'role', 'on'];
/** As long as the validator of answers files takes them. */
const MAX_NAME = 500;

/** The header of an answers file without what an interview does not ask for. */
type Header = Pick<AnswersFile, 'product' | 'answeredBy' | 'answeredOn'>;

/**
 * Asks for what, by whom and when was answered. Each may be left as it is; a name goes with a role.
 *
 * @returns the header as it is now; what was typed before the dialogue was left counts
 */
export async function askHeader(dialogue: Dialogue, file: Header): Promise<Header> {
  const { words, print } = dialogue;
  const typed = new Map<HeaderPart, string>();
  print(['', ...wrapColumns(words.headerLead)]);
  for (let index = 0; ;) {
    const part = PARTS[index];
    if (part === undefined) return withTyped(file, typed);
    const now = valueOf(part, file);
    print([words.header[part]]);
    const reply = await readTyped(dialogue, `${now === undefined ? words.leaveOut : words.keep(now)}, b, q`);
    if (reply.kind === 'end' || (reply.kind === 'key' && reply.key === 'quit')) return withTyped(file, typed);
    if (reply.kind === 'key') {
      if (reply.key === 'back' && index > 0) index -= isRoleSkipped(PARTS[index - 1], typed, file) ? 2 : 1;
      else print([reply.key === 'back' ? words.nothingBefore : words.noHelp]);
      continue;
    }
    const needed = part === 'role' && typed.has('name') && now === undefined;
    if (reply.line === '' ? needed : !fits(part, reply.line)) {
      refuse(dialogue, reply.line, words.headerExpected[part]);
      continue;
    }
    if (reply.line === '') typed.delete(part);
    else typed.set(part, reply.line);
    index += 1;
    if (isRoleSkipped(PARTS[index], typed, file)) index += 1;
  }
}

/** Without a name there is nobody to have a role. */
function isRoleSkipped(part: HeaderPart | undefined, typed: ReadonlyMap<HeaderPart, string>, file: Header): boolean {
  return part === 'role' && !typed.has('name') && file.answeredBy === null;
}

function valueOf(part: HeaderPart, { product, answeredBy, answeredOn }: Header): string | undefined {
  switch (part) {
    case 'product':
      return product?.name;
    case 'name':
      return answeredBy?.name;
    case 'role':
      return answeredBy?.role;
    case 'on':
      return answeredOn ?? undefined;
  }
}

function fits(part: HeaderPart, line: string): boolean {
  return part === 'on' ? parseCalendarDate(line) !== undefined : line.length <= MAX_NAME;
}

function withTyped(file: Header, typed: ReadonlyMap<HeaderPart, string>): Header {
  const { product, answeredBy } = file;
  const [title, name, role, on] = PARTS.map((part) => typed.get(part));
  const by = { name: name ?? answeredBy?.name, role: role ?? answeredBy?.role };
  return {
    product: title === undefined ? product : { client: null, matter: null, ...product, name: title },
    answeredBy: by.name === undefined || by.role === undefined ? answeredBy : { name: by.name, role: by.role },
    answeredOn: parseCalendarDate(on ?? '') ?? file.answeredOn,
  };
}
