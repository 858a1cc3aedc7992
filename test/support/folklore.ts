import type { Locale } from '../../src/core/language/shapes/text.ts';

/** A common error about an instrument, as a clause would say it. */
export interface Folklore {
  /** What is wrong, and what is right. */
  readonly error: string;
  readonly says: Readonly<Partial<Record<Locale, RegExp>>>;
  /** A clause that denies the error, or speaks of the instrument that does say so. */
  readonly unless?: RegExp;
  /** Clauses that say it: what the patterns are good for. */
  readonly caught: readonly string[];
}

const DENIED = /\b(?:no|not|never|nor|neither|nothing|without)\b|未|没有|并非|不(?!得|当|良)|无(?!论)/i;

/** Draft wording of April 2023 that the final text dropped, and other errors about the Interim Measures. */
export const CHINA_FOLKLORE: readonly Folklore[] = [
  {
    error: 'Real names: the draft asked for them, the Measures do not; the duty comes from other law.',
    says: {
      en: /\bMeasures\b.*\b(?:require|ask for|demand)s?\b.*\breal[- ](?:name|identity)|\breal[- ]name.*\b(?:required|asked for) by the (?:Interim )?Measures/i,
      'zh-CN': /《暂行办法》.*(?:要求|规定).*(?:实名|真实身份)|(?:实名|真实身份).*(?:是|为|系)《暂行办法》.*要求/,
    },
    unless: DENIED,
    caught: ['Real-name registration is required by the Measures.', '《暂行办法》要求用户实名注册。'],
  },
  {
    error: 'Three months to retrain: only in the draft; Art. 14 has no clock.',
    says: { en: /\bwithin (?:three|3) months\b|\b(?:three|3)-month\b/i, 'zh-CN': /(?:三|3)个月(?:之)?内/ },
    caught: ['Retrain within three months.', '应在3个月内优化训练。'],
  },
  {
    error: 'Fines of the Measures: there are none; other laws carry their own.',
    says: {
      en: /\bfin(?:e|ed|es)\b.*\b(?:under|by|in) the (?:Interim )?Measures\b|\bthe (?:Interim )?Measures\b.*\b(?:fine|fined|fines)\b/i,
      'zh-CN': /《暂行办法》.*罚款/,
    },
    unless: DENIED,
    caught: ['You can be fined under the Interim Measures.', '违反《暂行办法》的，可处10万元以下罚款。'],
  },
  {
    error: 'Permanent shutdown under the Measures: Art. 21(1) goes no further than suspension.',
    says: {
      en: /\b(?:Interim Measures|Art\. 21\(1\)).*\b(?:terminat(?:e|ed|ion)|permanent|shut down)\b/i,
      'zh-CN': /(?:《暂行办法》|第二十一条第一款).*(?:责令.*终止|永久|关停)/,
    },
    unless: DENIED,
    caught: ['Under Art. 21(1) the service may be terminated.', '依《暂行办法》可责令终止服务。'],
  },
  {
    error: 'Truth of output: the duty is to take effective measures to raise accuracy, not that output is true.',
    says: {
      en: /\b(?:output|outputs|content|answers?)\b.*\b(?:must|shall) be (?:true|truthful|accurate)\b/i,
      'zh-CN': /(?:内容|输出)(?:必须|应当|须)(?:是|保持|做到)?(?:真实|准确)/,
    },
    caught: ['Outputs must be true and accurate.', '生成内容应当真实准确。'],
  },
  {
    error: 'Truth of training data: effective measures to raise quality, no guarantee.',
    says: {
      en: /\b(?:guarantee|guarantees|guaranteeing)\b.*\b(?:truth|truthfulness|accuracy|objectivity|diversity)\b/i,
      'zh-CN': /保证.*(?:真实性|准确性|客观性|多样性)/,
    },
    caught: ['The provider guarantees the truthfulness of the data.', '提供者应保证训练数据的真实性。'],
  },
  {
    error: 'No protected works at all: the data must not infringe rights lawfully held by others.',
    says: {
      en: /\bmust (?:not contain|contain no) (?:any )?(?:copyrighted|protected)\b/i,
      'zh-CN': /不得(?:含有|包含|使用)(?:任何)?(?:受著作权保护|受保护)的/,
    },
    caught: ['The corpus must contain no copyrighted works.', '训练数据不得含有受著作权保护的作品。'],
  },
  {
    error: 'Consent as the only ground: other legal grounds are as good.',
    says: {
      en: /\bconsent is (?:always (?:needed|required)|the only ground)\b|\bonly (?:with|on) consent\b/i,
      'zh-CN': /同意是唯一|(?:只有|仅)(?:经|取得)(?:个人)?同意/,
    },
    caught: ['Consent is always needed for training data.', '只有取得个人同意，才能用于训练。'],
  },
  {
    error: 'Content that embodies core values: the final text speaks of upholding them.',
    says: {
      en: /\bembod(?:y|ies|ied)\b.*\bcore (?:socialist )?values\b/i,
      'zh-CN': /体现社会主义核心价值观/,
    },
    caught: ['Content shall embody core socialist values.', '内容应当体现社会主义核心价值观。'],
  },
  {
    error: 'Research and development bound: not while it is not offered to the public (Art. 2(3)).',
    says: {
      en: /\b(?:research and development|R&D)\b.*\b(?:is|are) (?:also )?(?:covered|bound|subject)\b/i,
      'zh-CN': /研发(?:活动)?(?:也|同样)?(?:适用|受).*办法/,
    },
    unless: DENIED,
    caught: ['Internal research and development is covered as well.', '内部研发同样适用《暂行办法》。'],
  },
  {
    error: 'A security assessment of every service: only with public-opinion attributes (Art. 17).',
    says: {
      en: /\b(?:every|all|any) (?:generative[- ]AI |AI )?(?:services?|providers?)\b(?! with).*\b(?:needs?|must|require[sd]?)\b.*\bsecurity assessment\b/i,
      'zh-CN': /(?:所有|一切|任何)(?:生成式人工智能)?(?:服务|提供者)(?:均|都)?(?:须|必须|应当).*安全评估/,
    },
    unless: DENIED,
    caught: ['Every service needs a security assessment.', '所有服务均须完成安全评估。'],
  },
  {
    error: 'Addiction of adults: Art. 10 is about minors; the 2026 measures are another instrument.',
    says: { en: /\badults?\b.*\b(?:addict|over-rel)/i, 'zh-CN': /(?<!未)成年人.*沉迷/ },
    unless: /\b(?:not|no|2026|anthropomorphic)\b|拟人化|不/,
    caught: ['Prevent adults from addiction.', '防止成年人沉迷。'],
  },
  {
    error: 'A ban on profiling: only in the draft.',
    says: {
      en: /\bprofil(?:e|ing)\b.*\b(?:ban|banned|forbidden|prohibited)\b|\b(?:ban|forbid)\w* .*\bprofiling\b/i,
      'zh-CN': /(?:不得|禁止).*画像/,
    },
    unless: /\b(?:no|not|draft)\b|征求意见稿/,
    caught: ['Profiling of users is prohibited.', '不得对用户进行画像。'],
  },
  {
    error: 'Code as outside: code is text.',
    says: {
      en: /\bcode (?:assistants?|generation)\b.*\b(?:outside|exempt)\b/i,
      'zh-CN': /代码(?:助手|生成)?.*(?:豁免|不在.*范围|不适用)/,
    },
    unless: /\bnot\b|并非/,
    caught: ['Code assistants are outside the Measures.', '代码助手不适用本办法。'],
  },
  {
    error: 'Dates mixed up: adopted 23 May, signed 10 July, published 13 July, in force 15 August 2023.',
    says: {
      en: /\b(?:approved|adopted)\b.{0,12}(?:10 July 2023|2023-07-10)|\b(?:issued|published)\b.{0,12}(?:15 July 2023|2023-07-15)/i,
      'zh-CN': /2023年7月10日(?:审议)?(?:通过|采纳)|2023年7月15日(?:发布|公布)/,
    },
    caught: ['The Measures were approved on 10 July 2023.', '《暂行办法》于2023年7月15日公布。'],
  },
  {
    error: 'Seven departments enforce: seven issued the Measures, Art. 16 names eight lines of supervision.',
    says: { en: /\bseven\b.*\b(?:enforce|supervise)/i, 'zh-CN': /七(?:个)?部门.*(?:监管|监督|执法)/ },
    caught: ['Seven departments enforce the Measures.', '七部门负责监管。'],
  },
  {
    error:
      'Ten working days in Art. 17: they stand in Art. 24 of the Algorithm Recommendation Provisions and run after the start.',
    says: {
      en: /\bArt\. 17\b.*\b(?:10|ten) working days\b|\b(?:10|ten) working days\b.*\b(?:under|in|by|of) Art\. 17\b/i,
      'zh-CN': /第十七条(?:规定|要求).*(?:10|十)个工作日/,
    },
    unless: /Algorithm Recommendation|Provisions|《算法推荐规定》|《互联网信息服务算法推荐管理规定》/,
    caught: ['Art. 17 gives ten working days for the filing.', '第十七条规定在10个工作日内备案。'],
  },
  {
    error: 'Filing within ten working days before launch: the days run after the service starts.',
    says: {
      en: /\b(?:10|ten) working days before (?:the )?(?:launch|service)/i,
      'zh-CN': /(?:上线|提供服务)(?:之)?前(?:的)?(?:10|十)个工作日/,
    },
    caught: ['File ten working days before launch.', '应在上线前10个工作日办理算法备案。'],
  },
  {
    error: 'Algorithm filing and generative-AI service filing as one: lists, numbers and offices differ.',
    says: {
      en: /\balgorithm filing\b.{0,20}\b(?:also called|that is|i\.e\.|is the same as|is the)\b.{0,12}\bservice filing\b/i,
      'zh-CN': /算法备案(?:即|也称|亦称|等同于|就是).*服务备案/,
    },
    unless: DENIED,
    caught: ['The algorithm filing is the same as the service filing.', '算法备案即生成式人工智能服务备案。'],
  },
  {
    error: 'Filing for all generative AI: only with public-opinion attributes or the capability to mobilise society.',
    says: {
      en: /\b(?:all|every) (?:generative[- ]AI|AI) (?:services?|products?|models?|apps?)\b.*\b(?:must be|needs? to be|ha(?:s|ve) to be) filed\b/i,
      'zh-CN': /(?:所有|一切|任何)(?:生成式)?人工智能.{0,6}(?:均|都)?(?:须|必须|应当).*备案/,
    },
    unless: DENIED,
    caught: ['All generative AI services must be filed.', '所有生成式人工智能服务均须备案。'],
  },
  {
    error: 'Every app files a model of its own: an unmodified call to a filed model is registered.',
    says: {
      en: /\b(?:every|each) app\b.*\b(?:files?|filing)\b.*\bown\b/i,
      'zh-CN': /(?:每个|每款|任何|所有)应用(?:均|都)?(?:须|必须|应当).*备案/,
    },
    unless: DENIED,
    caught: ['Every app must file its own model.', '每款应用都须办理模型备案。'],
  },
  {
    error: 'Test numbers of TC260-003 as numbers of the Measures: the 24 articles have none.',
    says: {
      en: /\bthe (?:Interim )?Measures\b.*(?:4,000|2,000|\b9[68] ?%|\b31 (?:types|risks))/i,
      'zh-CN': /《暂行办法》.*(?:4,?000|2,?000|9[68]%|31(?:类|种))/,
    },
    unless: /TC260|GB\/T|\bno\b|\bnot\b|不|未|没有/,
    caught: ['The Measures ask for 4,000 samples.', '《暂行办法》要求抽检4000条。'],
  },
  {
    error: 'Two corpus tests merged: 5 % rejects a source, 4,000 items are drawn from the whole corpus.',
    says: {
      en: /4,?000\b.*\b(?:per|each|every) source|\b(?:per|each|every) source\b.*4,?000/i,
      'zh-CN': /(?:每个|每一|各)(?:语料)?来源.*4,?000|4,?000.*(?:每个|每一|各)(?:语料)?来源/,
    },
    caught: ['Test 4,000 items of each source.', '每个来源抽取4000条。'],
  },
  {
    error: 'GB/T 45654-2025 as mandatory: GB/T is recommended.',
    says: {
      en: /GB\/T 45654.*\bmandatory\b|\bmandatory\b.*GB\/T 45654/i,
      'zh-CN': /GB\/T 45654.*强制|强制.*GB\/T 45654/,
    },
    unless: DENIED,
    caught: ['GB/T 45654-2025 is mandatory.', 'GB/T 45654-2025是强制性标准。'],
  },
  {
    error: 'At most 30 % foreign corpus: folklore of vendors, found in no standard.',
    says: { en: /\b(?:30 ?%|30 per ?cent|thirty per ?cent)/i, 'zh-CN': /30%|百分之三十/ },
    caught: ['Overseas corpus must not exceed 30 %.', '境外语料不得超过30%。'],
  },
  {
    error: 'The security assessment of Art. 23: it is Art. 17.',
    says: { en: /\bArt\. 23\b.*\bsecurity assessment\b/i, 'zh-CN': /第二十三条.*安全评估/ },
    caught: ['Art. 23 asks for a security assessment.', '第二十三条要求开展安全评估。'],
  },
  {
    error: 'Business customers exempt: the test is whether the public in the territory is served.',
    says: {
      en: /\b(?:B2B|business customers|enterprise customers)\b.*\b(?:exempt|outside the Measures)\b/i,
      'zh-CN': /(?:B2B|企业客户).*(?:豁免|除外)/,
    },
    unless: DENIED,
    caught: ['Business customers are exempt.', '面向企业客户的服务豁免。'],
  },
  {
    error: 'News and film exempt: special rules go first there (Art. 2(2)).',
    says: { en: /\b(?:news|film)\b.*\bexempt/i, 'zh-CN': /(?:新闻|影视|电影).*豁免/ },
    unless: DENIED,
    caught: ['News and film are exempt.', '新闻和影视服务豁免。'],
  },
  {
    error: 'Fines on foreign providers under Art. 20: technical and other measures alone.',
    says: { en: /\bArt\. 20\b.*\bfin(?:e|ed|es)\b|\bfined?\b.*\bArt\. 20\b/i, 'zh-CN': /第二十条.*罚款/ },
    unless: DENIED,
    caught: ['A foreign provider is fined under Art. 20.', '依第二十条对境外提供者处以罚款。'],
  },
  {
    error: 'Labels for images and video alone: text, sound and scenes are covered too.',
    says: {
      en: /\bonly (?:for |to )?(?:images?|pictures?) and videos?\b/i,
      'zh-CN': /(?:仅|只)(?:适用于|涉及|针对)?(?:图片|图像)(?:和|、)视频/,
    },
    caught: ['Art. 12 applies only to images and video.', '第十二条仅适用于图片和视频。'],
  },
  {
    error:
      'A visible label on all output, always: Art. 9 of the Labelling Measures lets users have it without, under conditions.',
    says: {
      en: /\ball (?:output|content)\b.*\b(?:always|without exception)\b.*\blabel/i,
      'zh-CN': /(?:所有|一切|全部)(?:生成)?(?:内容|输出)(?:一律|无一例外|始终).*标识/,
    },
    caught: ['All output must always carry a visible label.', '所有内容一律添加显式标识。'],
  },
  {
    error: 'A report within 24 hours or three days: Art. 14 has no clock.',
    says: {
      en: /\bwithin (?:24 hours|(?:three|3) days|72 hours)\b/i,
      'zh-CN': /(?:24|72|二十四)(?:个)?小时(?:之)?内|(?:3|三)(?:日|天)(?:之)?内/,
    },
    caught: ['Report to the authority within 24 hours.', '应在24小时内向网信部门报告。'],
  },
  {
    error: 'Retraining as a must: optimisation training or other measures.',
    says: {
      en: /\bmust (?:always )?(?:retrain|be retrained)\b|\bretraining is (?:required|mandatory)\b/i,
      'zh-CN': /(?:必须|应当)重新训练/,
    },
    caught: ['The model must be retrained.', '必须重新训练模型。'],
  },
  {
    error: 'Users punished under the Measures: Art. 21 addresses providers.',
    says: {
      en: /\busers?\b.*\b(?:fined|penalised|punished)\b.*\bMeasures\b/i,
      'zh-CN': /(?:使用者|用户)(?:将|可能|会)?(?:受到|被处).*《暂行办法》|《暂行办法》.*(?:处罚|惩处)(?:使用者|用户)/,
    },
    unless: DENIED,
    caught: ['Users can be fined under the Measures.', '《暂行办法》可处罚用户。'],
  },
  {
    error: 'Interim taken as expired: there is no end date.',
    says: { en: /\bInterim Measures\b.*\b(?:expired?|lapsed?)\b/i, 'zh-CN': /《暂行办法》.*(?:失效|到期|废止)/ },
    unless: DENIED,
    caught: ['The Interim Measures have expired.', '《暂行办法》已失效。'],
  },
  {
    error: 'Thresholds of users: one million registered and 100,000 monthly belong to the 2026 measures.',
    says: {
      en: /\b(?:1,000,000|one million|100,000) (?:registered|monthly|users|active)/i,
      'zh-CN': /(?:100万|一百万|10万|十万)(?:名|个)?(?:注册|月活|用户)/,
    },
    unless: /anthropomorphic|拟人化/i,
    caught: ['It applies from 1,000,000 registered users.', '达到100万注册用户的须评估。'],
  },
  {
    error: 'Hong Kong, Macao and Taiwan as inside: in practice they are treated as outside the territory.',
    says: {
      en: /\bHong Kong\b.*\b(?:count|treated|are) as (?:inside|mainland)\b/i,
      'zh-CN': /港澳台(?:地区)?(?:视为|属于|计入)境内/,
    },
    caught: ['Hong Kong users count as inside.', '港澳台视为境内。'],
  },
  {
    error: 'An uptime figure in Art. 13: there is none.',
    says: { en: /\b\d+(?:\.\d+)? ?% (?:uptime|availability)\b/i, 'zh-CN': /可用(?:性|率).*\d+(?:\.\d+)?%/ },
    caught: ['Art. 13 asks for 99.9% uptime.', '可用率须达到99.9%。'],
  },
  {
    error: 'Providers as companies alone: individuals are included (Art. 22(2)).',
    says: {
      en: /\bonly (?:companies|businesses|legal persons)\b.*\bproviders?\b/i,
      'zh-CN': /提供者(?:仅|只)(?:指|限于|包括)(?:企业|公司|法人)/,
    },
    caught: ['Only companies are providers.', '提供者仅指企业。'],
  },
];

/** Errors about the US commitments. */
export const US_FOLKLORE: readonly Folklore[] = [
  {
    error: 'Revoked with Executive Order 14110: they are pledges of companies and were not touched.',
    says: {
      en: /\bcommitments\b.*\b(?:revoked|repealed|rescinded|expired|lapsed)\b/i,
      'zh-CN': /自愿承诺.*(?:废止|撤销|失效)/,
    },
    unless: DENIED,
    caught: ['The commitments were revoked in January 2025.', '自愿承诺已随行政令废止。'],
  },
  {
    error: 'Text must be marked: commitment 5 covers sound and images.',
    says: {
      en: /\btext\b.*\bmust (?:also )?be (?:watermarked|marked)\b/i,
      'zh-CN': /文本(?:也)?(?:必须|应当|须)(?:添加|带有)?.*水印/,
    },
    unless: DENIED,
    caught: ['All text must be watermarked.', '文本也须添加水印。'],
  },
  {
    error: 'Penalties of the commitments: the document sets no regulator, deadline or penalty.',
    says: {
      en: /\bthe commitments\b.*\b(?:fine|fined|penalt(?:y|ies))\b/i,
      'zh-CN': /承诺(?:文本)?(?:规定|设定).*(?:罚款|处罚)/,
    },
    unless: DENIED,
    caught: ['The commitments carry penalties.', '承诺文本规定了处罚。'],
  },
  {
    error: 'The frontier by compute: the text gives no number of operations.',
    says: { en: /\b10\s?\^\s?2[56]\b|\b10\*\*2[56]\b|\bFLOPs?\b/i, 'zh-CN': /10的2[56]次方|10\^2[56]|FLOP/ },
    unless: /SB 53|第53号/,
    caught: ['A model above 10^26 operations is in scope.', '训练算力超过10的26次方的模型在范围内。'],
  },
  {
    error: 'Becoming a signatory: the lists are closed.',
    says: {
      en: /\b(?:become|becoming) a signatory\b|\bsign up to the commitments\b|\bjoin the commitments\b/i,
      'zh-CN': /(?:申请|可以|可)成为承诺企业|加入自愿承诺/,
    },
    unless: DENIED,
    caught: ['Sign up to the commitments first.', '可申请成为承诺企业。'],
  },
  {
    error: 'xAI as a signatory: it is none.',
    says: { en: /\bxAI\b/, 'zh-CN': /xAI/ },
    caught: ['xAI signed in 2024.', 'xAI于2024年签署。'],
  },
  {
    error: 'Promises that flow down: building on a model of a signatory is evidence about the model, not the status.',
    says: {
      en: /\bsignatory's model\b.*\b(?:makes you|means that you|covers you)\b/i,
      'zh-CN': /使用承诺企业的模型.*(?:即|等于|视为).*(?:履行|承诺企业)/,
    },
    unless: DENIED,
    caught: ["A signatory's model means that you keep the commitment.", '使用承诺企业的模型即视为履行承诺。'],
  },
  {
    error:
      'The FTC statement on accuracy as law of March 2026: it was proposed on 1 July 2026, and no final text was found.',
    says: { en: /\b11 March 2026\b|2026-03-11/, 'zh-CN': /2026年3月11日/ },
    caught: ['The FTC issued it on 11 March 2026.', '联邦贸易委员会于2026年3月11日发布。'],
  },
  {
    error: 'Binding commitments: they are voluntary.',
    says: {
      en: /\bthe commitments are (?:legally )?(?:binding|mandatory|law)\b/i,
      'zh-CN': /(?:自愿)?承诺(?:是|为|具有)(?:强制|法律约束力)/,
    },
    unless: DENIED,
    caught: ['The commitments are legally binding.', '承诺具有法律约束力。'],
  },
];
