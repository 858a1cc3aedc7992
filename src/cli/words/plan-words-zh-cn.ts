import type { PlanWords } from './plan-words.ts';

/** The plan on a terminal in Chinese. */
export const CHINESE_PLAN_WORDS: PlanWords = {
  target: (target) => (target === 'clear' ? '消除全部未决事项的最少工作' : '消除阻断性缺口的最少工作'),
  now: '目前',
  nothingToDo: '按所填答复，就这一目标无需再做工作。',
  effort: (days) => `自身工作量：${days}，按各项工作依次进行计算。`,
  onTop: '签署和等待他方的时间另计。',
  notAnswered: '尚未答复，可能已经落实',
  after: '须先完成',
  alone: '单独可消除',
  together: '与其他工作一起可消除',
  keep: '保留的证据材料',
  waiting: '等待',
  signOffs: '签署确认放在最后：证据备齐后，由责任人审阅，认可后方可签署',
  phase: (begin, finish) => `最迟${begin}开始，${finish}前完成`,
};
