import { Option, type Command } from 'commander';
import { LOCAL } from '../service/access.ts';

/** The option that says whose data a command is about. */
export type OfOrganization = Readonly<Record<'organization', string>>;

/** The option that says what to print. */
export interface Format {
  readonly format: 'text' | 'json';
}

/** Adds a command that is described by its summary. */
export function command(parent: Command, name: string, summary: string): Command {
  return parent
    .command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`);
}

export function organizationOption(): Option {
  return new Option('--organization <id>', 'whose').default(LOCAL);
}

export function formatOption(): Option {
  return new Option('--format <format>', 'what to print').choices(['text', 'json']).default('text');
}
