import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;

/**
 * The font files that papers are set with beside those inside the typesetter (Libertinus Serif, DejaVu Sans Mono). Nothing else is
 * used, whatever fonts the machine has: the same paper looks the same everywhere.
 */
export const FONT_FILES: readonly string[] = [
  fontFile('source-sans-3', '400Regular', 'SourceSans3'),
  fontFile('source-sans-3', '700Bold', 'SourceSans3'),
  fontFile('noto-sans-sc', '400Regular', 'NotoSansSC'),
  fontFile('noto-sans-sc', '700Bold', 'NotoSansSC'),
];

function fontFile(family: string, weight: string, name: string): string {
  const folder = dirname(resolve(`@expo-google-fonts/${family}/package.json`));
  return join(folder, weight, `${name}_${weight}.ttf`);
}
