import { beginPart } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import type { SignOffPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** One block for each instrument; lines to write on until it is signed for. */
export function buildSignOff({ input, words, rulesets, text }: ReportSource): SignOffPart {
  const told = words.paper.signOff;
  return {
    ...beginPart(words, 'sign_off', 'something'),
    blocks: rulesets.flatMap(({ compiled }) => {
      const signed = input.paper.sign_offs.filter(({ ruleset }) => ruleset === compiled.id);
      const block = { ruleset: compiled.id, title: told.title(text(compiled.file.short_title)) };
      const labels = [told.name, told.role, told.admission, told.licence, told.date] as const;
      const blank = [...labels, told.signature].map((label) => ({ label, value: '' }));
      if (signed.length === 0) return [{ ...block, rows: blank }];
      return signed.map(({ by, admission, licence_no: licence, on }) => ({
        ...block,
        rows: [by.name, by.role, admission, licence, words.date(on)].map((value, index) => ({
          label: labels[index] ?? '',
          value: plainText(value),
        })),
      }));
    }),
  };
}
