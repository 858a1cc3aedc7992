import { chineseNumber } from '../base/chinese.ts';
import type { CitationWords } from './citation-words.ts';

/** The last word of the title of a law or rule. Notices and technical documents carry no title marks. */
const TITLE_OF_LAW = /^[^《》]*(?:法|办法|规定|条例)$/;

/** Places in Chinese as legal texts cite them: 第四条第（二）项, 承诺一“红队测试”. */
export const CHINESE_CITATIONS: CitationWords = {
  article: (article, part) => `${numbered(article, articleNamed)}${part === undefined ? '' : partNamed(part)}`,
  openingWords: (article) => `${articleNamed(article)}序文`,
  commitment: (commitment, label) => {
    const where = commitment === '0' ? '引言' : `承诺${numeral(commitment)}`;
    return label === undefined ? where : `${where}“${label}”`;
  },
  factSheet: (bullet) => `情况说明${articleNamed(bullet)}`,
  section: (section) => articleNamed(section),
  related: (shortTitle, place) => `${TITLE_OF_LAW.test(shortTitle) ? `《${shortTitle}》` : shortTitle}${place ?? ''}`,
  places: (places) => places.join('；'),
};

function partNamed({ kind, number }: { readonly kind: 'paragraph' | 'item'; readonly number: string }): string {
  return numbered(number, kind === 'item' ? (item) => `第（${numeral(item)}）项` : (one) => `第${numeral(one)}款`);
}

function articleNamed(number: string): string {
  return `第${numeral(number)}条`;
}

/** One numbered part, or the first and the last of several. */
function numbered(range: string, name: (number: string) => string): string {
  return range.split('-').map(name).join('至');
}

function numeral(digits: string): string {
  return chineseNumber(Number(digits));
}
