import type { Tone } from '../../core/report/document/blocks.ts';

/** How a tone looks in Word. */
interface DocxTone {
  /** The style of a word that bears it, and its name among the styles. */
  readonly style: string;
  readonly name: string;
  readonly color: string;
  /** What the first cell of a row is filled with. */
  readonly fill: string;
  /** Stands before the word, and says the same as the colour. */
  readonly sign: string;
}

/** The tones, in colours that stay apart when printed in grey. */
export const DOCX_TONES: Readonly<Record<Tone, DocxTone>> = {
  none: { style: 'PreclearTone', name: 'Tone: none', color: '1C2128', fill: 'FFFFFF', sign: '' },
  stop: { style: 'PreclearToneStop', name: 'Tone: stop', color: '98201B', fill: 'F8E4E2', sign: '✕ ' },
  caution: { style: 'PreclearToneCaution', name: 'Tone: caution', color: '845000', fill: 'FBF0DC', sign: '! ' },
  wait: { style: 'PreclearToneWait', name: 'Tone: wait', color: '4A4F8C', fill: 'E9EAF6', sign: '? ' },
  good: { style: 'PreclearToneGood', name: 'Tone: good', color: '1D6437', fill: 'E3F1E7', sign: '✓ ' },
  quiet: { style: 'PreclearToneQuiet', name: 'Tone: quiet', color: '59626F', fill: 'F0F1F3', sign: '– ' },
};
