import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Brand } from '../core/report/document/paper-document.ts';
import type { Rendition } from '../core/report/document/rendition.ts';
import { FONT_FILES } from './pdf/fonts.ts';
import { readCoverage } from './pdf/font-coverage.ts';
import { createPrintable } from './pdf/printable.ts';
import { setPaper } from './pdf/set-paper.ts';

/** Where the template finds what it sets; no such file exists on any disk. */
const FOLDER = '/preclear-paper';

/** A tagged PDF that people who do not see it can read: PDF/UA-1. It refuses a text for which there is no glyph. */
const STANDARD = 'ua-1';

/**
 * For how many papers a line, once set, is kept although none of them has it. Papers share much: what the law says, and whatever did not
 * change since the same product was last reported on. The second paper takes 100 MB more and a third 200, for little.
 */
const KEPT_FOR = 1;

/** Room for a logo on the cover, in points. */
const LOGO = { width: 170, height: 60 } as const;

/** Sets papers as PDF on the thread that calls it. */
export interface PdfWriter {
  /** The same paper gives the same bytes, whatever was set before it. */
  readonly write: (rendition: Rendition) => Uint8Array;
  /** Forgets what the last papers did not have; takes tens of milliseconds, and is to be called after each when there is time. */
  readonly tidy: () => void;
}

/**
 * Makes a writer. Fonts are read at the first paper and then kept, as are the lines of the last papers.
 *
 * @param template - the text of `report.typ`
 */
export function createPdfWriter(template: string): PdfWriter {
  let kept: { readonly compiler: NodeCompiler; readonly printable: (text: string) => string } | undefined;
  return {
    write: (rendition) => {
      kept ??= {
        compiler: NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths: [...FONT_FILES] }] }),
        printable: createPrintable(readCoverage(FONT_FILES)),
      };
      const { compiler, printable } = kept;
      try {
        addFiles(compiler, rendition, printable);
        return write(compiler, template);
      } finally {
        compiler.resetShadow();
      }
    },
    tidy: () => kept?.compiler.evictCache(KEPT_FOR),
  };
}

function addFiles(compiler: NodeCompiler, { documents }: Rendition, printable: (text: string) => string): void {
  const [first] = documents;
  const [logo] = first.brand.logo;
  const set = documents.map((document, index) =>
    setPaper(document, printable, index === 0 ? 'a' : 'b', documents.length),
  );
  const paper = {
    documents: set.map(({ document }) => document),
    // A paper long enough to have contents has a first page of its own.
    cover_page: first.body.some(({ kind }) => kind === 'contents'),
    accent: first.brand.accent,
    dated: first.dated.split('-').map(Number),
    logo: logo === undefined ? null : { path: '/logo', ...sizeOf(logo) },
  };
  const running = { heads: set.map(({ head }) => head), feet: set.map(({ foot }) => foot) };
  compiler.mapShadow(`${FOLDER}/paper.json`, Buffer.from(JSON.stringify(paper)));
  compiler.mapShadow(`${FOLDER}/running.json`, Buffer.from(JSON.stringify(running)));
  if (logo !== undefined) compiler.mapShadow(`${FOLDER}/logo`, Buffer.from(logo.base64, 'base64'));
}

/** The largest size at which the whole logo has room; it is never made larger than it is. */
function sizeOf({ media_type, width, height }: Brand['logo'][number]): {
  readonly format: string;
  readonly width: number;
  readonly height: number;
} {
  const scale = Math.min(0.75, LOGO.width / width, LOGO.height / height);
  return { format: media_type === 'image/png' ? 'png' : 'svg', width: width * scale, height: height * scale };
}

/** @throws Error with what the typesetter says, warnings as well: each is a fault of ours */
function write(compiler: NodeCompiler, template: string): Uint8Array {
  const compiled = compiler.compile({ mainFileContent: template });
  const complaints = compiled.takeDiagnostics();
  if (compiled.result === null || complaints !== null) {
    const said = complaints === null ? 'no word of why' : JSON.stringify(compiler.fetchDiagnostics(complaints));
    throw new Error(`The paper cannot be set: ${said}`);
  }
  return compiler.pdf(compiled.result, { pdfStandard: STANDARD });
}
