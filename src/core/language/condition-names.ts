import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import type { QuestionEntry, QuestionType } from './shapes/question-file.ts';

/** The evaluation date, as midnight UTC. */
export const AS_OF = 'as_of';

/** True while another blocker of the same ruleset is open; unknown while one is undetermined and none is open. */
export const OTHER_OPEN_BLOCKERS = 'engine.other_open_blockers';

const CEL_TYPES: Readonly<Record<QuestionType, string>> = {
  boolean: 'bool',
  choice: 'string',
  choices: 'list<string>',
  integer: 'int',
  date: 'google.protobuf.Timestamp',
  attestation: 'bool',
};

/**
 * The types of every name a condition may use, for the type checker: one object per group of facts (a dotted variable name would
 * register and then not be found), the built-ins, and the definitions.
 */
export function conditionTypes(questions: Iterable<QuestionEntry>, definitions: Iterable<string>): Environment {
  const groups: Record<string, Record<string, string>> = { engine: { other_open_blockers: 'bool' } };
  for (const question of questions) {
    const [group = '', name = ''] = question.id.split('.');
    (groups[group] ??= {})[name] = CEL_TYPES[question.type];
  }
  const environment = new Environment({ unlistedVariablesAreDyn: false, homogeneousAggregateLiterals: true });
  environment.registerVariable(AS_OF, 'google.protobuf.Timestamp');
  for (const [name, schema] of Object.entries(groups)) environment.registerVariable({ name, schema });
  for (const definition of new Set(definitions)) environment.registerVariable(definition, 'bool');
  return environment;
}

/** The dotted or plain name a node of the tree stands for, or `undefined` when it is no name. */
export function nameOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const [object, field] = node.args;
  return object.op === 'id' ? `${object.args}.${field}` : undefined;
}
