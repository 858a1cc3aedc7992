import type { ChecklistWords } from './checklist-words.ts';

/** The words of a checklist on paper in Chinese. */
export const CHECKLIST_CHINESE: ChecklistWords = {
  title: '核对清单',
  blank: '供产品评估前填写',
  open: '尚未明确的事项',
  instruments: '涉及文件',
  lawAsOf: '法律文本核对截止日',
  date: '日期',
  howTo: '填写说明',
  steps: [
    '请按实际情况填写，不要填写计划。上线前回答涉及中国的问题时：已开发完成、经过测试且自首位使用者起即启用的，方可答“是”。',
    '无人知晓的，请留空。留空即为尚不明确，绝不当作“是”或“否”。',
    '每个问题之下列有提出该要求的条款和应准备的证据材料。请注明材料的出处；本清单不查验任何材料。',
    '签署确认放在最后：证据材料备齐后，由责任人审阅，认可后方可签署。',
  ],
  attestation: { by: '姓名', role: '职务', on: '日期', evidence: '证据材料' },
  asksFor: '提出要求的条款',
  bring: '应准备的证据材料',
  moreEvidence: (pieces) => `另有${pieces}项，详见相应条款`,
  line: '答复',
  severalAllowed: '可多选。',
  nothingOpen: '没有尚缺的答复会改变评估结果。',
  count: (questions, groups) => `共${groups}类${questions}个问题。`,
  disclaimerHeading: '本清单的性质',
  disclaimer: '本清单不构成法律意见，也不能代替法律意见。清单仅涉及所列文件；其后的法律变化未予反映。',
  ruleset: (id, version, digest) => `规则集 ${id} ${version}：${digest}`,
  engine: (version) => `引擎版本：${version}`,
};
