import type { Gate } from '../core/evaluation/evaluation.ts';
import type { OpenCounts } from '../core/report/report-words.ts';
import type { InterviewWords } from './interview-words.ts';

const TEXT = '1 至 2000 个字符的文字';
const NAME = '1 至 500 个字符的文字';
const DAY = '真实存在的日期，写作 YYYY-MM-DD';

/** What an interview says in Simplified Chinese. */
export const INTERVIEW_ZH: InterviewWords = {
  fileHead: ['preclear 答复文件，由 preclear interview 写成。未列出的事项即为未知。'],
  welcome: ['逐题提问，最能决定结果的问题在先。内容不会离开本机。本工具不构成法律意见。'],
  reading: {
    binding:
      '有约束力的文件——服务尚未上线？只有已经建成、经过测试并将自首位用户起启用的，才答“是”；仅有计划的，答“否”。',
    voluntary: '自愿承诺——只计目前已经存在的。',
  },
  keys: ['u  不清楚：跳过，不再询问', '?  说明', 'b  返回上一题', 'q  保存并退出'],
  startsFrom: (path, answers) => `从 ${path} 开始，已有 ${answers} 项答复。`,
  gate: gateWords,
  noBinding: '未评估任何有约束力的文件；其他法律法规仍可能适用。',
  soFar: (words) => `目前：${words}`,
  remaining: (most) => `至多还有 ${most} 题`,
  why: '提问缘由：',
  help: '说明：',
  bearsOn: '涉及：',
  yes: '是',
  no: '否',
  signed: '已签署',
  refused: '责任人拒绝签署',
  signOffs: '以下为签署事项。证据齐备后，由责任人审阅，认可方可签署。尚未签署的，请输入 u。',
  prompt: {
    boolean: () => '1、2',
    choice: (most) => `1–${most}`,
    choices: (most) => `1–${most}，多项用逗号分隔，0 表示均无`,
    integer: () => '数字',
    date: () => 'YYYY-MM-DD',
    attestation: () => '1、2',
  },
  refusal: (line, expected) =>
    line === '' ? `请作答复。应为：${expected}。` : `“${line}”不是此处可用的答复。应为：${expected}。`,
  expected: {
    boolean: () => '1 表示是，2 表示否；尚不清楚的输入 u',
    choice: (most) => `1 至 ${most} 中的一个数字；尚不清楚的输入 u`,
    choices: (most) => `1 至 ${most} 中的数字，用逗号分隔，每项一次；均无的输入 0；尚不清楚的输入 u`,
    integer: (_most, least) => (least === null ? '整数；尚不清楚的输入 u' : `不小于 ${least} 的整数；尚不清楚的输入 u`),
    date: () => `${DAY}；尚不清楚的输入 u`,
    attestation: () => '1 表示已签署，2 表示拒绝签署；尚未签署的输入 u',
  },
  signOff: {
    by: '由谁签署？',
    role: '以何种职务签署？',
    on: '签署日期？（YYYY-MM-DD）',
    evidence: '审阅了哪些证据？每行一项，空行结束。',
  },
  signOffExpected: { by: TEXT, role: TEXT, on: DAY, evidence: `1 至 100 项，每项为 ${TEXT}` },
  nothingBefore: '前面没有可以返回的问题。',
  noHelp: '此处没有更多说明。',
  decided: (words) => `结果已定：${words}`,
  nothingLeft: (notKnown) => `已无可问的问题：仍缺 ${notKnown} 项答复或签署。`,
  complete: '凡能改变任一结论的问题均已答复。',
  goOn: (most) => `其余答复均不能改变这一结果。是否继续了解全貌？至多还有 ${most} 题。`,
  goOnUndecided: (missing, most) =>
    `尚缺 ${missing} 项答复或签署，结果无法确定。是否继续了解全貌？至多还有 ${most} 题。`,
  yesOrNo: '1 表示是，2 表示否',
  yesOrNoPrompt: '1 是，2 否',
  overwrite: (path) => `${path} 已存在。最后是否覆盖？文件将重新写成，其中的注释不会保留。`,
  notOverwritten: (path) => `${path} 保持不变。请用 --output 指定要写入的文件。`,
  headerLead: '最后，请说明是何产品、由谁答复。空行表示不作改动。',
  header: {
    product: '产品名称',
    name: '答复人姓名',
    role: '答复人职务',
    on: '答复日期（YYYY-MM-DD）',
  },
  headerExpected: { product: NAME, name: NAME, role: NAME, on: DAY },
  keep: (value) => `现为 ${value}`,
  leaveOut: '不填',
  endOfInput: '输入到此结束，已按现状保存。',
  interrupted: '尚未保存。输入 q 保存并退出；再按一次 Ctrl-C 则不保存即离开。',
  leftUnsaved: '未保存即离开。',
  written: (path, answers, notKnown) =>
    `已写入：${path}（${answers} 项答复${notKnown === 0 ? '' : `，${notKnown} 项不清楚`}）`,
  lookAtIt: (path) => `查看结果：preclear check ${path}`,
};

function gateWords(gate: Gate, { missing, others }: OpenCounts): string {
  switch (gate) {
    case 'blocked':
      return '发现阻断性缺口，暂不宜上线';
    case 'undetermined':
      return `信息不足，暂无法判断（缺 ${missing} 项答复或签署）`;
    case 'conditional':
      return `按所填答复未发现阻断性缺口，另有 ${others} 项未落实或未确定`;
    case 'clear':
      return '按自行填报的答复，在所评估范围内未发现缺口';
    case 'out_of_scope':
      return '按所填答复，本办法不适用；其他法律法规仍可能适用';
  }
}
