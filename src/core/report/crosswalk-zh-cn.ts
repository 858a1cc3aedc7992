import type { CrosswalkWords } from './report-words.ts';

/** The words of the part on crosswalks in Simplified Chinese. */
export const CHINESE_CROSSWALK: CrosswalkWords = {
  part: {
    heading: '对照',
    lead: [
      '本部分说明所评估的各份文件在哪些地方要求相近，在哪些地方只是看似相近。这是报告生成当日的参考意见，不属于评估结果，“规则集清单与完整性”部分所列的任何摘要值都不涵盖它；评估结果不变时，它也可能变动。其自身的版本和摘要值列于下文。',
    ],
    nothing: ['所评估的文件之间没有可用的对照。'],
  },
  standing: '这里的关系只比较内容。做到其中一份文件的要求，绝不证明做到了另一份文件的要求。',
  labels: {
    source: '出处',
    target: '涉及',
    relation: '关系',
    rationale: '理由',
    evidence: '证据材料',
    serves: '可用于',
    limit: '限度',
  },
  heading: (source, target) => `${source}与${target}`,
  version: '对照版本',
  digest: '对照摘要值',
  compared: '比较依据',
  matching: { syntactic: '文字', semantic: '含义', functional: '效果' },
  relation: {
    'equal-to': '要求相同，文字也相同',
    'equivalent-to': '要求相同，文字不同',
    'subset-of': '其全部要求，对方也都有',
    'superset-of': '涵盖对方的全部要求，并且更多',
    'intersects-with': '部分重叠',
    'no-relationship': '看似相近，并无关联',
  },
  unrelatedHeading: '看似相近而并无关联的内容',
  evidenceHeading: '两边都可使用的证据材料',
  leftOut: (number) => `有${number}项未列出：此处所评估的文件版本中没有其所指之处。`,
};
