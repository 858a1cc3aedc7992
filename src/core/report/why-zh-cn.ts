import type { Comparator } from '../language/expression.ts';
import type { WhyWords } from './why-words.ts';

const NUMBER: Readonly<Record<Comparator, string>> = {
  '==': '等于',
  '!=': '不等于',
  '<': '少于',
  '<=': '不超过',
  '>': '多于',
  '>=': '不少于',
};

/** The words of a proof in Simplified Chinese. */
export const CHINESE_WHY: WhyWords = {
  applies: { true: '适用', false: '不适用', unknown: '是否适用尚不明确' },
  appliesAside: '是否适用尚不明确，但不影响本结果：',
  met: {
    met: '已落实',
    not_met: '未落实',
    needs_attestation: '待责任人签署确认',
    undetermined: '是否已落实尚不明确',
  },
  exposed: '存在风险提示',
  metAside: '所要求的内容（不影响本结果）：',
  allOf: {
    true: '下列各项均成立：',
    false: '下列各项并未全部成立：',
    unknown: '下列各项均须成立，其中有尚不明确的：',
  },
  anyOf: {
    true: '下列各项中至少有一项成立：',
    false: '下列各项均不成立：',
    unknown: '下列各项有一项成立即可，目前尚无一项可以确认：',
  },
  one: { true: '下列一项成立：', false: '下列一项不成立：', unknown: '下列一项尚不明确：' },
  begin: (words) => words,
  reason: (claim, reason) => `${claim}，因为${reason}`,

  definition: (meaning, truth) => {
    switch (truth) {
      case 'true':
        return meaning;
      case 'false':
        return `并非如此：“${meaning}”`;
      case 'unknown':
        return `是否如此尚不明确：“${meaning}”`;
    }
  },
  not: '要求下述情形不成立：',
  cited: (text, citation) => `${text}（${citation}）`,
  test: (question, asked, answered) => `${question}要求：${asked}；${answered}。`,
  oneOf: (options) => (options.length === 1 ? options.join('') : `下列之一：${quoted(options)}`),
  noneOf: (options) => `除${quoted(options)}以外`,
  includes: (options) => (options.length === 1 ? `包括${quoted(options)}` : `至少包括下列之一：${quoted(options)}`),
  includesNone: (options) => `不包括下列任何一项：${quoted(options)}`,
  anyAnswer: '有答复即可',
  noAnswer: '没有答复',
  number: (comparator, than) => `${NUMBER[comparator]} ${than}`,
  day: (comparator, than) => {
    switch (comparator) {
      case '==':
        return `在${than}当日`;
      case '!=':
        return `不在${than}当日`;
      case '<':
        return `在${than}之前`;
      case '<=':
        return `在${than}或之前`;
      case '>':
        return `在${than}之后`;
      case '>=':
        return `在${than}或之后`;
    }
  },
  notAnswered: '尚未答复',
  answered: (answer) => `答复：${answer}`,
  assumed: (answer) => `尚未答复，暂按默认设置：${answer}`,
  date: (asked, asOf) => `评估基准日。要求：${asked}；本次评估的基准日为${asOf}。`,
  signOff: (question, answer) => `${question}${answer}。`,
  othersOpen: (titles) => `至少有下列其他阻断性事项未决：${titles.join('；')}。`,
  othersUnknown: '是否还有其他未决的阻断性事项，尚不明确。',
  noneOpen: '没有其他未决的阻断性事项。',
  always: '无论如何答复，此项均成立。',
  never: '无论如何答复，此项均不成立。',

  reasoning: {
    label: '未决的原因',
    not_met: '本项适用，而所填答复未达到要求：',
    appliesBy: (answers) => `因下列答复而适用：${answers.join('')}`,
    follows: '由其他结果引起：',
    needs_attestation: '本项适用，所填答复已达到其余要求，尚缺责任人的签署。',
    requirement: '本项适用。是否已落实，取决于尚缺的答复。',
    applicability: '本项是否适用，取决于尚缺的答复。',
    brief: { requirement: '适用', applicability: '是否适用尚不明确' },
  },
  resting: (statement, answers) => `${statement}${answers.join('')}`,
  answer: (question, answer) => `${question}${answer}。`,
  noWay: (ways) => `下列各项均不成立：${ways.map((way, index) => `（${index + 1}）${way}`).join('')}`,

  nearest: {
    heading: '最近的改变',
    none_needed: '本项无须采取措施。',
    fix: (days) => `仅就本项而言，投入最少的做法，自身工作量为${days}：`,
    signOffsOnly: '所填答复已达到要求，仅缺签署。',
    change: (question, now, to) => `${question}${now} → ${to}`,
    signOffs: '证据齐备后，由责任人审阅，认可后方可签署：',
    standing: '事实改变之后，才可更改答复。',
    needs: (facts) => `须先取得 ${facts} 项答复：这些事实无法由任何人改变，明确之后才能指出需要做什么。`,
    follows_others: '本项重复其他结果，待其他结果落实后即为落实。',
    impossible: '没有任何可由工作实现的答复改变能使本项落实。可采取的做法见其整改建议。',
  },
};

function quoted(options: readonly string[]): string {
  return options.map((option) => `“${option}”`).join('、');
}
