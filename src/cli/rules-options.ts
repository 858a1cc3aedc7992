/** Options of the commands on rule files. */
export interface RulesOptions {
  readonly format: 'text' | 'json';
}
