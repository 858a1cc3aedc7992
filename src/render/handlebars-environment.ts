import Handlebars from 'handlebars';

/** Turns plain data into text. */
export type Template<T> = (data: T) => string;

/** How a format prints values. */
export interface Printing {
  /** The last word of the names of its templates, the first of those of its partials: `html` for `part.html`, `partials/html-block-table`. */
  readonly format: string;
  /** Whether `{{value}}` escapes for HTML by itself; where it does not, the format's own helpers print every value. */
  readonly escaping: 'html' | 'own';
  /** Helpers beside {@link BLOCKS} that print a value; with its own escaping a format has at least one. */
  readonly helpers: Readonly<Record<string, (value: unknown) => string | Handlebars.SafeString>>;
}

const PARTIALS = 'partials/';

/**
 * Compiles the partials of a format, once, and gives what compiles its templates: `part` for `part.html`. Templates are ours, values
 * are anybody's: a template reaches own properties of plain data alone, and a name that the model does not have throws wherever it stands.
 *
 * @param templates - texts by path, as loaded
 * @throws Error when a template is missing or does not parse, or prints a value without escaping: a fault of ours
 */
export function compileTemplates(
  templates: ReadonlyMap<string, string>,
  printing: Printing,
): <T>(name: string) => Template<T> {
  const environment = Handlebars.create();
  for (const name of Object.keys(environment.helpers)) environment.unregisterHelper(name);
  const helpers = { ...BLOCKS, ...printing.helpers };
  environment.registerHelper(helpers);
  const options = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(
      [...Object.keys(BUILT_IN), ...Object.keys(helpers)].map((name) => [name, name in helpers]),
    ),
    preventIndent: true,
    noEscape: printing.escaping === 'own',
  };
  const compile = (path: string): HandlebarsTemplateDelegate => {
    const text = templates.get(path);
    if (text === undefined) throw new Error(`the template ${path} is missing`);
    const program = environment.parse(text);
    new EscapingCheck(path, printing).accept(program);
    return environment.compile(text, options);
  };
  for (const path of templates.keys()) {
    if (path.startsWith(`${PARTIALS}${printing.format}-`))
      environment.registerPartial(path.slice(PARTIALS.length), compile(path));
  }
  return (name) => {
    const template = compile(`${name}.${printing.format}`);
    return (data) => template(data, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  };
}

/** Helpers that Handlebars takes for granted; none of them is known here unless it is one of ours. */
const BUILT_IN = {
  helperMissing: false,
  blockHelperMissing: false,
  each: false,
  if: false,
  unless: false,
  with: false,
  log: false,
  lookup: false,
};

/** The blocks a template has. Unlike those of Handlebars they refuse a name that is not there. */
const BLOCKS: Readonly<Record<string, Handlebars.HelperDelegate>> = {
  /** For each entry of a list. */
  each(list: unknown, options: Handlebars.HelperOptions): string {
    let text = '';
    for (const entry of readList('each', list)) text += options.fn(entry);
    return text;
  },
  /** When a list has entries, or a text has letters; in it the context stays. */
  some(this: unknown, value: unknown, options: Handlebars.HelperOptions): string {
    const length = typeof value === 'string' ? value.length : readList('some', value).length;
    return length > 0 ? options.fn(this) : options.inverse(this);
  },
  /** The partial of a format for a kind of thing. */
  named(of: unknown, kind: unknown): string {
    if (typeof of !== 'string' || typeof kind !== 'string') throw new TypeError('named: expected two words');
    return `${of}-${kind}`;
  },
  /** When a word is the one named. */
  is(this: unknown, value: unknown, word: unknown, options: Handlebars.HelperOptions): string {
    if (typeof value !== 'string' || typeof word !== 'string') throw new TypeError('is: expected two words');
    return value === word ? options.fn(this) : options.inverse(this);
  },
};

/** A list that a template names. @throws TypeError when it is none */
export function readList(helper: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${helper}: expected a list, got ${typeof value}`);
}

/** Refuses a template that prints a value as it is. */
class EscapingCheck extends Handlebars.Visitor {
  readonly #path: string;
  readonly #printing: Printing;

  constructor(path: string, printing: Printing) {
    super();
    this.#path = path;
    this.#printing = printing;
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    const name = 'original' in statement.path ? statement.path.original : '';
    const { escaping, helpers } = this.#printing;
    if (statement.escaped && (escaping === 'html' || name in helpers)) return;
    throw new Error(`${this.#path}:${statement.loc.start.line}: {{${name}}} is printed without escaping`);
  }
}
