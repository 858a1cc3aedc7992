import { chineseDate, chineseList, chineseNumber } from '../base/chinese.ts';
import { CHINESE_CROSSWALK } from './crosswalk-zh-cn.ts';
import { decimal } from './figures.ts';
import { CHINESE_LABELS } from './labels-zh-cn.ts';
import { CHINESE_PAPER } from './paper-zh-cn.ts';
import { CHINESE_PARTS } from './parts-zh-cn.ts';
import { CHINESE_PICTURES } from './pictures-zh-cn.ts';
import { CHINESE_PLAN } from './plan-zh-cn.ts';
import type { ReportWords } from './report-words.ts';

/** The words of a Chinese report. */
export const CHINESE: ReportWords = {
  title: '评估记录',
  paper: CHINESE_PAPER,
  labels: CHINESE_LABELS,
  marks: { colon: '：', stop: '。', semicolon: '；', comma: '、', open: '（', close: '）', gap: '' },
  parts: CHINESE_PARTS,
  plan: CHINESE_PLAN,
  pictures: CHINESE_PICTURES,
  particulars: {
    client: '委托人',
    matter: '事项编号',
    answeredBy: '填报人',
    answeredOn: '填报日期',
    asOf: '评估基准日',
    targetLaunch: '计划上线日',
  },
  productNotNamed: '产品未具名',
  person: (name, role) => `${name}（${role}）`,
  date: chineseDate,
  list: chineseList,
  sentences: (sentences) => sentences.join(''),
  semicolons: (parts) => parts.join('；'),

  gate: (gate, { missing, others }) => {
    switch (gate) {
      case 'blocked':
        return '发现阻断性缺口，暂不宜上线';
      case 'undetermined':
        return `信息不足，暂无法判断（缺${missing}项答复或签署）`;
      case 'conditional':
        return `按所填答复未发现阻断性缺口，另有${others}项未落实或未确定`;
      case 'clear':
        return '按自行填报的答复，在所评估范围内未发现缺口';
      case 'out_of_scope':
        return '按所填答复，本办法不适用；其他法律法规仍可能适用';
    }
  },
  noBindingInstrument: '未评估有约束力的文件；其他法律法规仍可能适用',
  gateBasis: (instruments) => `结论由有约束力的文件决定：${chineseList(instruments)}。`,
  voluntaryBeside: '自愿性文件并列展示，不影响该结论。',
  gateCounts: {
    blockers: '未决阻断性事项',
    others: '其他未决事项',
    missing: '尚缺的答复或签署',
  },
  verdict: (verdict, { missing, others }) => {
    switch (verdict) {
      case 'fail':
        return '发现阻断性缺口，暂不宜上线';
      case 'undetermined':
        return `信息不足，暂无法判断（缺${missing}项答复或签署）`;
      case 'pass_with_gaps':
        return `按所填答复未发现阻断性缺口，另有${others}项未落实或未确定`;
      case 'pass':
        return '按自行填报的答复，在所评估范围内未发现缺口';
      case 'out_of_scope':
        return '按所填答复，本办法不适用；其他法律法规仍可能适用';
    }
  },
  voluntary: {
    pass: '所评估的各项承诺均有答复支持',
    outOfScope: '按所填答复，该自愿承诺不适用；其他法律法规仍可能适用',
    gap: (posture) => {
      switch (posture) {
        case 'private_benchmark':
          return '与基准有差距';
        case 'public_claim':
          return '对外表述缺乏答复支持';
        case 'signatory':
          return '承诺尚无证据';
      }
    },
    open: (counts) => counts.map(({ words, count }) => `${words}：${count}项`).join('；'),
  },
  force: { binding: '有约束力', voluntary: '自愿' },
  status: {
    met: '已落实',
    not_met: '未落实',
    needs_attestation: '待责任人签署确认',
    undetermined: '尚不明确',
    not_applicable: '不适用',
  },
  severity: { blocker: '阻断性', major: '重大', minor: '一般', advisory: '建议' },
  loweredSeverity: (shown, base) => `${CHINESE.severity[shown]}（一经签署或对外声称即为${CHINESE.severity[base]}）`,
  exposure: (citation) => `${citation}项下的风险提示：由上列未决事项引起，并非义务或罚款`,
  notCounted: '该项重复其他结果，既不计入该文件的结论，也不计入得分。',
  tags: { 'deception-risk': '对外表述有待佐证（并非认定存在误导）' },
  likewise: (places) => `${places.join('、')}亦同。`,
  truth: { true: '是', false: '否', unknown: '尚不明确' },
  basis: {
    text: '该文件的条文。',
    incorporated: '该文件所援引的其他文件。',
    practice: '监管实践，未载于任何条文。',
    commitment: '承诺文本。',
    fact_sheet: '仅见于白宫情况说明，承诺文本未载。',
    derived: '我们自设的保障措施，并非该文件规定的义务。',
  },
  confidence: {
    verified: '已查阅原始文本。',
    secondary: '仅据二手资料。',
    recalled: '凭记忆记录，未再查阅。',
    practice: '实务做法，据二手资料记述。',
  },
  reviewBy: (why, ask) => `${why}请向${ask}核实。`,
  yes: '是',
  no: '否',
  noneOfThese: '以上均无',
  notAnswered: '未答复',
  assumed: '假定：问题未答复，采用标准设定',
  dateOfAssessment: '评估基准日',
  resultOf: (title) => `“${title}”的结果`,
  signed: (by, role, on, evidence) =>
    `由${by}（${role}）于${chineseDate(on)}签署。所列证据材料：${evidence.join('；')}`,
  notSigned: '未签署',

  score: {
    meaning: '得分：按权重计算的已落实比例（答复不全时为区间），不是概率，也不是法律尺度。',
    range: ({ low, high }) => (low === high ? `${decimal(low)}%` : `${decimal(low)}%–${decimal(high)}%`),
    perUnit: '仅按各项承诺分列',
    none: '无得分',
  },
  assurance: {
    lead: '已落实事项的支撑情况',
    declared: '仅有声明（只有答复）',
    evidenceReferenced: '已列证据（只列名称，未经我们审查）',
    reviewed: '已由律师复核',
    ofFinding: {
      declared: '仅有声明（只有答复）',
      evidence_referenced: '已列证据（只列名称，未经我们审查）',
    },
  },
  cautions: {
    standing: '答复系自行填报，未经我们核实。本记录不是法律意见，未经律师复核。',
    warnings: (count, part) => `有${count}处答复需要复核：见第${part}部分。`,
    checkedBefore: (instrument, checked) =>
      `${instrument}：法律文本仅核对至${chineseDate(checked)}；其后的变化未予反映。`,
  },

  blockersLead: ({ gaps, signOffs, unknown }) => {
    const kinds = [
      ...(gaps > 0 ? [`${gaps}项未落实`] : []),
      ...(signOffs > 0 ? [`${signOffs}项待签署`] : []),
      ...(unknown > 0 ? [`${unknown}项尚不明确`] : []),
    ];
    return [
      `共有${gaps + signOffs + unknown}项阻断性事项未决：${kinds.join('、')}。`,
      '各项均为有约束力的义务，除律师另有决定外，须在上线前落实。逐步落实的方法见“工作顺序”部分。',
    ];
  },
  noBinding: {
    outOfScope:
      '按所填答复，本次所评估的有约束力的文件均不适用于该产品，其中没有任何内容会阻断上线。其他法律法规仍可能适用。',
    noBlocker: '按所填答复，没有未决的阻断性事项。',
  },

  findings: {
    authority: '发布方',
    number: '文号',
    inForce: '施行期间',
    checkedThrough: '法律文本核对至',
    version: '规则集版本',
    signatories: '签署企业',
    signedOn: (on, names) => `${chineseDate(on)}：${names.join('、')}`,
    publicClaim: '对外声称的影响',
    inForceFrom: (from) => `自${chineseDate(from)}起`,
    inForceFromTo: (from, to) => `自${chineseDate(from)}起至${chineseDate(to)}止`,
    unit: (word, id, title) => `${unitName(word, id)}\u3000${title}`,
    counts: (met, applicable) => `${applicable}项中${met}项已落实`,
    partly: (binding) => (binding ? '部分已落实' : '部分已做到'),
    applicabilityOpen: '是否全部适用尚不明确',
    noRule: '未设规则',
    doesNotApply: (word, units) => `${unitNames(word, units)}：按所填答复均不适用；理由见“不适用的事项及理由”部分。`,
    withoutRule: (word, units) => `${unitNames(word, units)}：未设规则，其中没有可就产品检验的内容。`,
    risksHeading: (instrument) => `可能的后果——${instrument}`,
    withNote: (words, note) => `${words}${note}`,
  },
  questionsHelp: {
    binding: '有约束力的文件——尚未上线？仅当功能已建成、已测试，并将自首位用户起启用时，才答“是”；仅有计划的，答“否”。',
    voluntary: '自愿承诺——只计目前已有的。',
  },
  answeredBy: (person) => `答复由${person}提供。`,
  answeredByNobody: '未记录答复由何人提供。',
  notAssessed: [
    '《个人信息保护法》、《数据安全法》和《网络安全法》中所引条款以外的内容。',
    '深度合成、算法推荐和标识方面的规定中所引条款以外的内容。',
    '拟人化互动方面的办法：仅作提示。',
    '电信业务许可以及互联网信息服务备案或许可（ICP）的具体要求。',
    '美国各州的人工智能立法。',
    '著作权。',
    '出口管制。',
  ],
  checked: (instrument, through) => `${instrument}：法律文本核对至${chineseDate(through)}；其后的变化未予反映。`,
  checkedEarlier: (instrument, through, asOf) =>
    `${instrument}：法律文本核对至${chineseDate(through)}；其后的变化未予反映。评估基准日（${chineseDate(asOf)}）晚于该日，两者之间的任何变化均未纳入。`,
  method: [
    '规则的每项条件只有三种状态：成立、不成立、尚不明确。未答复即为尚不明确，绝不视为“是”或“否”。',
    '尚不明确的，始终按尚不明确处理；只有其他答复已足以决定该条件、所缺答复为何均无影响的，才不在此限。',
    '因此，未答复的事项不会计为已落实，不会提高得分区间的下限，也不会使有约束力的重要义务看似已了结。',
    '得分为按权重计算的已落实比例，答复不全时为区间。它不是概率，也不是法律尺度。权重：阻断性8，重大4，一般2，建议1。',
    '严重程度是本产品就上线前何者更为要紧所作的判断，各文件本身并未对其义务如此分级。',
    '少数评估选项在未答复时采用标准设定；结果以此为据的，均标明为假定。',
    '评估结果所列的答复，是足以决定该结果的最小集合；其余答复如何，均不影响该结果。',
    '要求以我们自己的文字表述。各文件以其发布语言的官方文本为准。',
  ],
  limitations: [
    '本记录以自行填报的答复为依据，不是法律意见，也不能代替法律意见。',
    '证据材料按填报方所列名称记录，我们未予打开、测试或审查。',
    '结果仅就上述答复、评估基准日以及下文所列规则集版本成立，不及其他。',
  ],
  nature: (instrument, nature) => `${instrument}。${nature}`,
  crosswalk: CHINESE_CROSSWALK,
  integrity: {
    evaluation: '评估编号',
    notStored: '未存储',
    asOf: '评估基准日',
    engine: '引擎版本',
    semantics: '语义版本',
    answersDigest: '答复摘要值',
    resultDigest: '结果摘要值',
    ruleset: (id, version) => `规则集${id} ${version}`,
    id: '规则集',
    provisions: '所列条款数',
    rules: '规则数',
    digest: '规则集摘要值',
  },
};

/** Articles are counted as 第十七条, anything else as 承诺一; what has no number has a name of its own. */
function unitName(word: string, id: string): string {
  if (!/^\d+(?:-\d+)?$/.test(id)) return `“${id}”`;
  const numerals = id.split('-').map((number) => chineseNumber(Number(number)));
  return word.startsWith('条')
    ? numerals.map((numeral) => `第${numeral}条`).join('至')
    : `${word}${numerals.join('至')}`;
}

function unitNames(word: string, units: readonly string[]): string {
  return chineseList(units.map((unit) => unitName(word, unit)));
}
