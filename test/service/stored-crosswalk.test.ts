import { expect, it } from 'vitest';
import { createJsonRenderer } from '../../src/render/json.ts';
import { SCOPES, wholeOf } from '../../src/service/access.ts';
import { digestOf } from '../../src/service/digest.ts';
import { renderStoredReport } from '../../src/service/render-report.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { useService } from '../http/harness.ts';

const service = useService();

interface Part {
  readonly crosswalk: { readonly crosswalks: readonly { readonly about: readonly object[] }[] };
}

it('the report of a stored evaluation shows the crosswalk in use, by its digest, and changes in nothing else', async () => {
  const { call, needs } = service();
  const body = { product: { name: 'App' }, answers: { 'app.online': true }, as_of: '2026-11-01' };
  const { evaluation } = submissionResult.parse((await call('POST', '/v1/submissions', body)).body);
  const [now] = needs.library.crosswalks;
  if (now === undefined) throw new Error('no crosswalk');
  const file = { ...now.compiled.file, version: '3.1.0', nature: { en: 'Read again.' } };
  const later = { compiled: { ...now.compiled, version: '3.1.0', file }, digest: digestOf(file) };
  const reportWith = async (crosswalk: typeof now): Promise<Part> => {
    const library = { ...needs.library, crosswalks: [crosswalk] };
    const caller = { actor: 'test', reach: wholeOf('local'), scopes: SCOPES };
    const all = { ...needs, library, renderers: [createJsonRenderer()] };
    const report = await renderStoredReport(all, caller, evaluation.id ?? '', { format: 'json' });
    return JSON.parse(Buffer.from(report.content).toString()) as Part;
  };
  const [first, second] = [await reportWith(now), await reportWith(later)];
  expect({ ...second, crosswalk: null }).toEqual({ ...first, crosswalk: null });
  expect(second.crosswalk.crosswalks[0]?.about.slice(0, 2)).toEqual([
    { label: 'Crosswalk version', value: '3.1.0' },
    { label: 'Crosswalk digest', value: later.digest },
  ]);
  expect(later.digest).not.toBe(now.digest);
});
