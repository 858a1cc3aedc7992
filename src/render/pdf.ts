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

/** How many papers ago something must have been used to be kept: enough for the fonts and the template, which every paper uses. */
const KEPT_FOR = 0;

/** Room for a logo on the cover, in points. */
const LOGO = { width: 170, height: 60 } as const;

/**
 * Makes the function that sets papers as PDF. It works on the thread that calls it; fonts are read at the first paper and then kept.
 * The same paper gives the same bytes.
 *
 * @param template - the text of `report.typ`
 */
export function createPdfWriter(template: string): (rendition: Rendition) => Uint8Array {
  let kept: { readonly compiler: NodeCompiler; readonly printable: (text: string) => string } | undefined;
  return (rendition) => {
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
      compiler.evictCache(KEPT_FOR);
    }
  };
}

function addFiles(compiler: NodeCompiler, { documents }: Rendition, printable: (text: string) => string): void {
  const [first] = documents;
  const [logo] = first.brand.logo;
  const paper = {
    documents: documents.map((document, index) =>
      setPaper(document, printable, index === 0 ? 'a' : 'b', documents.length),
    ),
    // A paper long enough to have contents has a first page of its own.
    cover_page: first.body.some(({ kind }) => kind === 'contents'),
    accent: first.brand.accent,
    dated: first.dated.split('-').map(Number),
    logo: logo === undefined ? null : { path: '/logo', ...sizeOf(logo) },
  };
  compiler.mapShadow(`${FOLDER}/paper.json`, Buffer.from(JSON.stringify(paper)));
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
