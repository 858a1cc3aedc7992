import type { PartChange } from '../reasoning/comparison.ts';
import type { ChangesWords } from './changes-words.ts';

const PARTS: Readonly<Record<PartChange['part'], string>> = {
  rule: '规则',
  definition: '定义',
  question: '问题',
  constraint: '矛盾检查',
  unit: '条文单元',
  instrument: '文件',
};

/** The section on changes in Simplified Chinese. */
export const CHINESE_CHANGES: ChangesWords = {
  heading: '与上一份报告相比的变化',
  labels: {
    result: '结果',
    finding: '事项',
    question: '问题',
    before: '此前',
    after: '现在',
    why: '原因',
    findings: '有变化的事项',
    answers: '有变化的答复',
    rules: '有变化的规则',
    stale: '需重新计算的天数',
  },
  days: (before, after) =>
    before === after
      ? `两次评估的基准日均为${after}。`
      : `对比的是基准日为${before}的评估；本次评估的基准日为${after}。`,
  earlier: (evaluation) => `此前的评估编号为 ${evaluation}。`,
  counts: ({ findings, answers }) => {
    const kinds = [...(findings === 0 ? [] : [`${findings} 个事项`]), ...(answers === 0 ? [] : [`${answers} 项答复`])];
    return `共有${kinds.join('、')}发生变化。`;
  },
  nothing: '结果、事项和答复均无变化。',

  gate: '总体结果',
  verdictOf: (instrument) => `结果：${instrument}`,
  scoreOf: (instrument) => `已落实比例：${instrument}`,
  notAssessed: '未评估',
  results: {
    blocked: '发现阻断性缺口，暂不宜上线',
    fail: '发现阻断性缺口，暂不宜上线',
    undetermined: '信息不足，暂无法判断',
    conditional: '按所填答复未发现阻断性缺口，另有未决事项',
    pass_with_gaps: '按所填答复未发现阻断性缺口，另有未决事项',
    clear: '按自行填报的答复，未发现缺口',
    pass: '按自行填报的答复，未发现缺口',
    out_of_scope: '按所填答复不适用',
  },
  openPoints: '有未决事项',

  withNote: (status, note) => `${status}（${note}）`,
  because: { applicability: '是否适用', requirement: '是否已落实' },
  applicabilityOpen: '是否适用尚不明确',
  notYet: (from) => `尚不适用；自${from}起适用`,

  kinds: { facts_changed: '事实变化', rules_changed: '规则变化', date_passed: '日期已到' },
  cause: (kind, what) => `${kind}：${what}`,
  together: (causes) => `下列原因须同时具备，单独一项不足以引起变化——${causes.join('')}`,
  kindsTogether: (kinds) => `${kinds.join('、')}（须同时具备）`,
  alone: (cause) => `仅此一项即足以引起变化——${cause}`,
  facts: (sets) =>
    sets.length === 1
      ? `${listed(sets[0] ?? [])}。`.replace(/？。$/, '？')
      : `下列每一组单独即足以引起变化：${sets.map(listed).join('；')}。`.replace(/？。$/, '？'),
  turnsOn: (day) => `自${day}起变化。`,
  parts: (parts) => `${parts.join('；')}。`,
  part: ({ part, id, field, from, to }) => {
    const name = `${PARTS[part]} ${id}`;
    if (field === 'added') return to === null ? `${name} 为新增` : `${name} 为新增：${to}`;
    if (field === 'removed') return from === null ? `${name} 已删除` : `${name} 已删除，原为：${from}`;
    if (field === 'texts') return `${name} 仅文字有变化`;
    return `${name} 的 ${field}：原为 ${from ?? '未设置'}，现为 ${to ?? '未设置'}`;
  },

  ruleset: (instrument, change, { from, to }) => {
    switch (change) {
      case 'same':
        return `${instrument}：规则相同。`;
      case 'texts':
        return `${instrument}：规则集由 ${from} 版更新为 ${to} 版；仅文字有变化，判断逻辑不变。`;
      case 'rules':
        return `${instrument}：规则集由 ${from} 版更新为 ${to} 版。`;
      case 'added':
        return `${instrument}（规则集 ${to} 版）：首次纳入评估。`;
      case 'removed':
        return `${instrument}（规则集 ${from} 版）：不再纳入评估。`;
    }
  },
  stale: (question, value, from, to) => `${question}答复仍为 ${value}，但此前对应${from}，现对应${to}。请重新计算。`,
};

function listed(items: readonly string[]): string {
  return items.join('、');
}
