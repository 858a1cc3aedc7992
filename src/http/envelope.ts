import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import type { InputIssue } from '../core/base/input-issue.ts';
import { MAX_VARIANTS } from '../core/questionnaire/parse-variants.ts';
import { parseDay, parseRequest } from '../service/evaluation-request.ts';
import type { Clock } from '../service/ports.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import { ServiceError } from '../service/service-error.ts';
import { parseWhatIf } from '../service/what-if.ts';
import { describeIssues } from './describe-issues.ts';
import { answersField } from './schemas/submission.ts';

/** Where a part of a request stands in the pointers of issues. A pointer into the body needs no word before it. */
const POINTERS: Readonly<Record<string, string>> = {
  body: '',
  querystring: '/query',
  params: '/path',
  headers: '/header',
};

/** What the closer look at answers, rulesets and dates needs. */
interface EnvelopeNeeds {
  readonly library: RuleLibrary;
  readonly clock: Clock;
}

/**
 * Checks each part of a request against its zod schema; every offending field is named at once. When the envelope of a body with
 * answers is refused, the answers, rulesets and dates in it are looked at all the same, so that one reply names everything.
 */
export function envelopeCompiler(needs: EnvelopeNeeds): FastifySchemaCompiler<z.ZodType> {
  return ({ schema, httpPart = 'body' }) => {
    const at = POINTERS[httpPart] ?? '';
    const withAnswers = httpPart === 'body' && schema instanceof z.ZodObject && Object.hasOwn(schema.shape, 'answers');
    return (data: unknown) => {
      // Fastify hands over null for a body that was not sent.
      const sent = httpPart === 'body' && data === null ? undefined : data;
      const parsed = schema.safeParse(sent, { reportInput: true });
      if (parsed.success) return { value: parsed.data };
      const issues = describeIssues(parsed.error.issues, schema, at);
      const all = withAnswers ? [...issues, ...furtherIssues(needs, sent, issues)] : issues;
      return { error: new ServiceError('invalid_input', undefined, all) };
    };
  };
}

/** One variant, as far as the service looks at it more closely. */
const closerVariant = z.object({ id: z.string().optional().catch(undefined), answers: answersField.catch({}) });

/** What a body with answers holds that the service looks at more closely; what is not even of the right type is left out. */
const closerLook = z.object({
  answers: answersField.catch({}),
  rulesets: z.array(z.string()).optional().catch(undefined),
  as_of: z.string().optional().catch(undefined),
  answered_on: z.string().optional().catch(undefined),
  target_launch: z.string().optional().catch(undefined),
  variants: z
    .array(closerVariant.catch({ answers: {} }))
    .transform((variants) => variants.slice(0, MAX_VARIANTS))
    .optional()
    .catch(undefined),
});

function furtherIssues(needs: EnvelopeNeeds, body: unknown, known: readonly InputIssue[]): readonly InputIssue[] {
  const rest = closerLook.safeParse(body);
  if (!rest.success) return [];
  const issues: InputIssue[] = [];
  for (const field of ['answered_on', 'target_launch'] as const) {
    const day = rest.data[field];
    if (day !== undefined) parseDay(day, `/${field}`, issues);
  }
  try {
    const { variants, ...request } = rest.data;
    if (variants === undefined) parseRequest(request, needs.library, needs.clock, issues);
    else parseWhatIf({ ...request, variants }, needs.library, needs.clock, issues);
    return issues;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.issues.filter((found) => !known.some(({ pointer }) => pointer === found.pointer));
  }
}
