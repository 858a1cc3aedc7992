import { range } from './figures.ts';
import type { ReportWords } from './report-words.ts';

/** The words of the order of work in Chinese. */
export const CHINESE_PLAN: ReportWords['plan'] = {
  phases: {
    decide: {
      heading: '决策',
      about: '先定适用范围、舆论属性（向省级网信部门咨询）、境内主体、模型路径和许可：后续工作均以此为前提。',
    },
    build: { heading: '建设', about: '数据记录、管控措施、标识、协议条款和投诉机制。' },
    test_and_sign: {
      heading: '测试与签署',
      about:
        '先做内容测试，再完成安全自评估报告，最后签署确认。签署一律放在最后：证据备齐后，由责任人审阅，认可后方可签署。',
    },
    file: {
      heading: '申报与等待',
      about:
        '安全评估须在上线前完成。生成式人工智能服务备案（自有、微调或改动过的模型）或者登记（未经改动地调用已备案模型），实务中也须在上线前办结。据反映，备案历时3至6个月（代理机构的数据，并非官方口径）。',
    },
    launch_day: { heading: '上线当日', about: '公示模型名称和编号，启用标识。' },
    after_launch: {
      heading: '上线后10个工作日内',
      about: '办理算法备案（上线前即应筹划），其后公示备案编号。',
    },
    keep: {
      heading: '持续履行',
      about:
        '备案事项有变更的，在10个工作日内办理变更。新增功能须在上线前重新评估；用户激增、违法信息扩散或者收到书面通知的，在30个工作日内评估。终止服务的，在20个工作日内注销备案。',
    },
  },
  standing: [
    '事实确有改变之后，方可更改答复。',
    '工作量为团队自身的工作日，仅为粗略区间；合计时假定各步骤先后进行。等待他方的时间另计，单独列出。',
  ],
  bindingDuty: '有约束力的义务，除律师另有决定外，须在上线前落实。',
  nothingInPhase: '按所填答复，本阶段没有未决事项。',
  urgency: { blocks_launch: '阻断性', other_point: '其他事项', voluntary: '自愿' },
  knownEffort: '已知缺口和签署所需的自身工作量',
  effortIfMissing: '尚未答复的事项如经核实确未落实，另需',
  effortForBlockers: '以上两项中用于阻断性事项的部分',
  signed: '认可后签署',
  workingDays: (low, high) => `${range(low, high)}个工作日`,
  days: (low, high) => `${range(low, high)}天`,
  advice: {
    build: '',
    decide: '作出决定，并书面记载日期和理由。',
    replace: '须先改变事物本身：予以删除或者取得授权，作好记录，必要时重新训练，然后再次答复。',
    third_party: '向对方提出要求，或者更换合作方；结果不由贵方决定。',
    authority: '提出申请并咨询；结果不由贵方决定。',
    sign: '证据备齐后，由责任人审阅，认可后方可签署。',
    withdraw: '撤回该表述并记录撤回时间。对外表述应由律师更正或者限缩；撤回不能消除以往表述的影响；请留存副本。',
  },
  owner: {
    build: '研发',
    decide: '管理层',
    replace: '数据与研发',
    third_party: '采购',
    authority: '法务',
    sign: '签署人',
    withdraw: '管理层与律师',
  },
  between: (begin, finish) => `${begin}至${finish}`,
  answersFirst: (findings) => `另有${findings}项未决事项，须先补充答复，方能判断应做何种工作：见“待答问题”部分。`,
  voluntaryUnanswered: (facts, part) => `另有${facts}项事实尚未答复：见第${part}部分。`,
  voluntaryHeading: '自愿性文件',
  voluntaryLead: ['以下事项，在本次评估范围内没有任何有约束力的文件作出要求，不影响上线结论。'],
  beyondWorkHeading: '不能靠改变自身答复了结的事项',
  beyondWorkLead: '以下事项取决于产品或公司本身的情况，或者取决于他方。可采取的措施见各项说明。',
};
