import { CHINESE_CROSSWALK } from './crosswalk-zh-cn.ts';
import type { ReportPart } from './part-model.ts';
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
    heading: '范围与标准',
    lead: ['义务是否适用取决于以下判断事项，各项均附有据以认定的答复。'],
    nothing: ['此处没有影响结论的范围判断。'],
  },
  findings: {
    heading: '逐项评估结果',
    lead: [
      '未落实和待签署的事项逐项详列；尚不明确的事项仅列明义务、要求，以及据以认定的待答问题编号。义务之所以适用，以“范围与标准”部分所列答复为据，此处不再重复。已落实事项和不适用的事项另列专门部分。',
    ],
    nothing: ['未评估任何文件。'],
  },
  findings_table: {
    heading: '评估结果一览',
    lead: ['列出适用或可能适用的全部义务及其结果；未决事项在下一部分说明。'],
    nothing: ['所评估的文件中没有适用的义务。'],
  },
  in_place: {
    heading: '已落实的事项',
    lead: ['以下事项由所列答复支持；除另有说明外，答复背后的材料均未经查验。'],
    nothing: ['没有显示为已落实的事项。'],
  },
  coverage: {
    heading: '全部条款的处理情况',
    lead: ['逐条列出各文件的每一项条款：据以设定的规则，或者未设规则的理由。没有任何条款被略过。'],
    nothing: [],
  },
  risks: { heading: '风险接受与不同意见', lead: [], nothing: ['没有风险接受记录，律师也未调整任何评估结果。'] },
  changes: {
    heading: '与上一份报告相比的变化',
    lead: [],
    nothing: ['此处未见该产品更早的评估。'],
  },
  sign_off: {
    heading: '签署',
    lead: ['签署人已阅读就该文件作出的评估结果、被排除的义务以及局限说明。签署仅及于该文件、所填答复及评估基准日。'],
    nothing: [],
  },
  answers: {
    heading: '全部答复',
    lead: ['列出所评估文件涉及的全部问题，按填报时的顺序排列。没有答复即为尚不明确，绝不当作“是”或“否”。'],
    nothing: [],
  },
  evidence: {
    heading: '证据材料索引',
    lead: ['以下为填报时提及的证据材料，我方未打开、测试或查验。'],
    nothing: ['未提及证据材料。'],
  },
  glossary: {
    heading: '术语',
    lead: ['须准确使用的术语，及其在本记录中的中英文对应。'],
    nothing: ['未出现术语表所列术语。'],
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
    heading: '规则集清单与完整性',
    lead: [
      '答复、规则集和日期相同的，此后任何版本的引擎得出的结果摘要值均相同；其中任何一项变动，摘要值随之改变。每页页脚列出各摘要值的前十六位。',
    ],
    nothing: [],
  },
  crosswalk: CHINESE_CROSSWALK.part,
};
