import { describe, expect, test } from 'vitest';
import { describeCrosswalk, summarizeCrosswalk } from '../../src/service/describe-crosswalks.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { problem, useService } from './harness.ts';

const service = useService();
const shipped = useService(RULES_FOLDER);
const DEMO = '/v1/crosswalks/demo-pledge--demo-act';

describe('crosswalks', () => {
  test('are listed with versions and digests of their own', async () => {
    const { call, needs } = service();
    const [crosswalk] = needs.library.crosswalks;
    expect((await call('GET', '/v1/crosswalks')).body).toEqual({
      crosswalks: [
        {
          id: 'demo-pledge--demo-act',
          version: '3.0.1',
          digest: crosswalk?.digest,
          source: { id: 'demo-pledge', version: '2.1.0', title: 'Demo Pledge' },
          target: { id: 'demo-act', version: '1.0.0', title: 'Demo Act' },
          matching: 'functional',
          nature: 'Made up for tests.',
          mapping_count: 2,
        },
      ],
    });
  });

  test('are read whole, with places of every kind', async () => {
    const { call } = service();
    const list = (await call('GET', '/v1/crosswalks')).body as { readonly crosswalks: readonly object[] };
    const pledge = { kind: 'provision', id: 'c1-1', citation: 'Commitment 1', title: 'Testers' };
    const test12 = { kind: 'provision', id: 'art-1-2', citation: 'Art. 1(2)', title: 'Tests' };
    expect((await call('GET', `${DEMO}?locale=en`)).body).toEqual({
      ...list.crosswalks[0],
      mappings: [
        {
          source: { kind: 'rule', id: 'pledge-1-testers', citation: 'Commitment 1', title: 'The app has testers' },
          targets: [test12, { kind: 'rule', id: 'demo-1-2-tested', citation: 'Art. 1(2)', title: 'The app is tested' }],
          relation: 'subset-of',
          earlier: { before: '2026-01-01', relation: 'intersects-with' },
          rationale: 'Whoever tests has testers.',
          note: 'Since the act asks for a record.',
        },
        {
          source: { kind: 'unit', id: 'c1', citation: 'Commitment 1', title: 'Testers' },
          targets: [
            { kind: 'unit', id: '1', citation: 'Art. 1', title: 'Tests' },
            { kind: 'instrument', id: '*', citation: 'Demo Act', title: 'Demo Act' },
          ],
          relation: 'no-relationship',
          earlier: null,
          rationale: 'A pledge is no act.',
          note: null,
        },
      ],
      evidence: [
        {
          id: 'list-of-testers',
          title: 'List of testers',
          source: { places: [pledge], facts: ['app.testers'] },
          target: { places: [test12], facts: ['app.online'] },
          limit: 'Names alone show no test.',
        },
      ],
      shared_facts: [],
      kept_apart: [['app.testers', 'app.online']],
    });
  });

  test('of the shipped rules go out without anything lost on the way', async () => {
    const { call, needs } = shipped();
    const { library } = needs;
    for (const crosswalk of library.crosswalks) {
      const url = `/v1/crosswalks/${crosswalk.compiled.id}`;
      expect((await call('GET', url)).body).toEqual(describeCrosswalk(library, crosswalk, 'en'));
    }
    const crosswalks = library.crosswalks.map((crosswalk) => summarizeCrosswalk(library, crosswalk, 'en'));
    expect((await call('GET', '/v1/crosswalks')).body).toEqual({ crosswalks });
    expect(crosswalks.map(({ id }) => id)).toEqual(['us-voluntary-commitments--cn-interim-measures']);
  });

  test('that do not exist are not found, with the nearest that does', async () => {
    const { call } = service();
    const detail = 'There is no crosswalk "demo-act--demo-pledge".';
    const turned = await call('GET', '/v1/crosswalks/demo-act--demo-pledge');
    expect(turned.body).toEqual(
      problem('/v1/crosswalks/demo-act--demo-pledge', 404, 'crosswalk_not_found', 'Crosswalk not found', detail),
    );
    const misspelt = await call('GET', '/v1/crosswalks/demo-pledge--demo-akt');
    expect(misspelt.body).toEqual(
      problem(
        '/v1/crosswalks/demo-pledge--demo-akt',
        404,
        'crosswalk_not_found',
        'Crosswalk not found',
        'There is no crosswalk "demo-pledge--demo-akt". Did you mean "demo-pledge--demo-act"?',
      ),
    );
  });

  test('speak the locales that both rulesets have', async () => {
    const { status } = await service().call('GET', `${DEMO}?locale=zh-CN`);
    expect(status).toBe(400);
  });
});
