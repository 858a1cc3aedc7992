import { CHINESE_CROSSWALK } from './crosswalk-zh-cn.ts';
import type { ReportPart } from './report-model.ts';
import type { PartWords } from './report-words.ts';

/** The headings and leads of the parts in Chinese. */
export const CHINESE_PARTS: Readonly<Record<ReportPart, PartWords>> = {
  blockers: { heading: '阻断上线的事项', lead: [], nothing: [] },
  plan: {
    heading: '工作顺序',
    lead: ['以下各项可了结未决事项，按团队实际工作的先后排列。'],
    nothing: ['没有须由团队处理的未决事项。'],
  },
  scope: {
    heading: '适用范围及理由',
    lead: ['义务是否适用取决于以下判断事项，各项均附有据以认定的答复。'],
    nothing: ['此处没有影响结论的范围判断。'],
  },
  findings: {
    heading: '逐项评估结果',
    lead: [
      '未决事项逐项详列，已落实事项以表格附后。义务之所以适用，以“适用范围及理由”部分所列答复为据，此处不再重复。不适用的事项另列一部分。',
    ],
    nothing: ['未评估任何文件。'],
  },
  questions: {
    heading: '待答问题',
    lead: ['只有以下尚缺的答复仍可能改变评估结果。问题按答复后助益大小排列，签署确认列于最后。'],
    nothing: ['没有尚缺的答复会改变评估结果。'],
  },
  not_applicable: {
    heading: '不适用的事项及理由',
    lead: ['以下义务按所填答复不适用，列于据以认定的答复之下。'],
    nothing: ['没有认定为不适用的义务。'],
  },
  set_aside: {
    heading: '因所填答复而排除的义务',
    lead: ['产品在适用范围之内，但一项明确的答复排除了下列义务。报告定稿前，须由律师逐项确认。'],
    nothing: ['对适用范围内的产品，没有因明确答复而排除的义务。'],
  },
  upcoming: {
    heading: '即将适用的义务',
    lead: ['答复不变的，下列义务自所列日期起适用。'],
    nothing: ['未见在评估基准日之后开始适用的义务。'],
  },
  warnings: {
    heading: '需要复核的答复',
    lead: ['列入此处不改变任何评估结果，但这些答复仍须再看一遍。'],
    nothing: ['在所检查的范围内，答复未见自相矛盾。'],
  },
  not_assessed: {
    heading: '未评估的事项',
    lead: ['下列内容不在本记录范围之内。本记录未提及，并不说明该事项已无问题。'],
    nothing: [],
  },
  method: { heading: '方法', lead: [], nothing: [] },
  limitations: { heading: '局限', lead: [], nothing: [] },
  integrity: {
    heading: '完整性',
    lead: ['答复、规则集和日期相同的，此后任何版本的引擎得出的结果摘要值均相同；其中任何一项变动，摘要值随之改变。'],
    nothing: [],
  },
  crosswalk: CHINESE_CROSSWALK.part,
};
