import type { PicturesWords } from './pictures-words.ts';

/** The words of the pictures in Chinese. */
export const CHINESE_PICTURES: PicturesWords = {
  letters: {
    not_met: '缺',
    needs_attestation: '签',
    undetermined: '?',
    met: '实',
    not_applicable: '–',
    definition: '义',
    no_rule: '·',
  },
  status: { definition: '定义', no_rule: '未设规则' },
  verdicts: {
    caption: '各文件评估结论',
    alternative: (results) => `各文件的评估结论：${results.join('；')}。`,
    columns: ['文件', '结论'],
  },
  provisions: {
    caption: (instrument) => `${instrument}全部条款，每格一项；数字为条文或承诺的编号`,
    alternative: (instrument, all, counts) => `${instrument}共${all}项条款：${counts.join('，')}。`,
    columns: ['状态', '数量', '条款'],
  },
  scores: {
    caption: '已落实比例：实色至区间下限，线纹为因缺少答复而未定的部分；不是概率，也不是法律尺度',
    alternative: (ranges) => `已落实义务所占比例（百分比）：${ranges.join('；')}。`,
    columns: ['文件', '下限（%）', '上限（%）'],
  },
  severities: {
    caption: (instrument) => `${instrument}评估结果：按重要程度和状态`,
    alternative: (instrument, all, counts) => `${instrument}适用或可能适用的评估结果共${all}项。${counts.join('；')}。`,
    corner: '重要程度',
  },
  counted: (words, number) => `${words}${number}项`,
  within: (words, counts) => `${words}：${counts.join('，')}`,
};
