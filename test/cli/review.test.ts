import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { administrate } from '../../src/main.ts';
import { SCOPES } from '../../src/service/access.ts';
import { SnapshotCache } from '../../src/service/recompute.ts';
import { reviewFinding } from '../../src/service/review.ts';
import { submit } from '../../src/service/submit.ts';
import { readLibrary } from '../http/harness.ts';
import { idOf, WHOLE } from '../store/records.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { SETS_ASIDE as ANSWERS } from '../support/sets-aside.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const SECURITY = 'cn-gai-17-1-security-assessment';
const FACT = 'training_data.personal_info';
const PERSON = ['--by', 'A. Person', '--role', 'Counsel'];
const BY = '"A. Person", "Counsel"';
const caller = { actor: 'test', reach: WHOLE, scopes: SCOPES };

let folder: Folder;
let product = '';
let evaluation = '';

beforeEach(async () => {
  folder = temporaryFolder();
  const needs = { ...(await administrate(database(), false)), library: await readLibrary(RULES_FOLDER) };
  const request = { answers: ANSWERS, rulesets: ['cn-interim-measures'] };
  const made = await submit(needs, caller, { name: 'Writer' }, request);
  await needs.store.close();
  [product, evaluation] = [made.product.id, made.evaluation.id ?? ''];
});
afterEach(() => {
  folder.remove();
});

/** Findings confirmed without a command for each, which takes its time. */
async function confirm(rules: readonly string[]): Promise<void> {
  const library = await readLibrary(RULES_FOLDER);
  const needs = { ...(await administrate(database(), false)), library, snapshots: new SnapshotCache(library.rulesets) };
  const by = { name: 'A. Person', role: 'Counsel' };
  for (const rule of rules)
    await reviewFinding(
      needs,
      caller,
      { evaluationId: evaluation, productId: product, rule },
      { disposition: 'confirmed', by },
      null,
    );
  await needs.store.close();
}

function database(): string {
  return `file:${folder.path}/preclear.db`;
}

function run(...args: readonly string[]): Promise<Outcome> {
  return preclear(args, { rules: RULES_FOLDER, database: database() });
}

function review(command: string, ...args: readonly string[]): Promise<Outcome> {
  return run('review', command, evaluation, ...args);
}

function done(stdout: string): Outcome {
  return { exitCode: 0, stdout, stderr: '' };
}

function refused(stderr: string): Outcome {
  return { exitCode: 3, stdout: '', stderr };
}

const shape = z.looseObject({
  seen: z.string(),
  gate: z.string(),
  set_aside: z.array(z.object({ fact: z.string() })),
  to_review: z.array(z.object({ rule: z.string() })),
});

async function shown(): Promise<z.output<typeof shape>> {
  return shape.parse(JSON.parse((await review('show', '--format', 'json')).stdout));
}

describe('preclear review', () => {
  test('keeps what is said of a finding until it is taken back, and the finding as it was computed', async () => {
    const before = await shown();
    const own = ['overridden', '--status', 'met', '--citation', 'Art. 17', '--reason', 'A receipt'];
    expect(await review('finding', SECURITY, ...own, ...PERSON)).toEqual(done(`overridden ${SECURITY}\n`));
    expect(await review('finding', SECURITY, 'confirmed', ...PERSON)).toEqual(
      refused('Something was said of this already. Look at it, and add --replace to put this in its place.\n'),
    );
    expect((await review('show')).stdout).toContain(
      `finding  ${SECURITY}  overridden as met  "Art. 17"  "A receipt"  ${BY}  `,
    );
    expect((await shown()).gate).toBe(before.gate);
    expect((await review('finding', SECURITY, 'confirmed', '--replace', ...PERSON)).exitCode).toBe(0);
    expect((await review('show')).stdout).toContain(`finding  ${SECURITY}  confirmed  ${BY}  `);
    expect(await review('finding', SECURITY, 'withdrawn')).toEqual(done(`withdrawn ${SECURITY}\n`));
    expect((await review('show')).stdout).not.toContain('finding  ');
    expect(await review('finding', SECURITY, 'withdrawn')).toEqual(refused('Nothing was said of this.\n'));
    expect((await run('audit', 'verify')).exitCode).toBe(0);
  });

  test.each([
    [['finding', SECURITY, 'confirmed'], /^--by and --role: it is not said who says so/],
    [['finding', SECURITY, 'confirmed', '--by', ' ', '--role', 'Counsel'], /^--by: a text that is not blank\n$/],
    [
      ['finding', SECURITY, 'overridden', ...PERSON],
      /^"status" is missing; right would be: one of .*\n"citation" is missing; .*\n"reason" is missing; .*\n$/,
    ],
    [['finding', SECURITY, 'confirmed', '--reason', 'Why', ...PERSON], /^"reason" does not go with this disposition/],
    [['finding', 'no-rule', 'confirmed', ...PERSON], /^No ruleset of this evaluation has such a rule[.]\n$/],
    [['set-aside', 'no.fact', ...PERSON], /^No answer with this id sets duties of this evaluation aside[.]\n$/],
    [['sign', '--seen', idOf(99), ...PERSON], /^What was to be changed is no longer as it was when it was read/],
    [['sign', '--seen', 'none', '--formats', 'xls', ...PERSON], /^There is no report format "xls"/],
  ])('%j is refused', async ([command = '', ...args], message) => {
    const { exitCode, stdout, stderr } = await review(command, ...args);
    expect([exitCode, stdout, stderr]).toEqual([3, '', expect.stringMatching(message)]);
  });

  test(
    'signs for what was seen once all is confirmed, and then nothing more is said',
    { timeout: 60_000 },
    async () => {
      const { set_aside: setAside, to_review: toReview } = await shown();
      const [asked = '', ...rest] = toReview.map(({ rule }) => rule);
      await confirm(rest);
      const others = setAside.map(({ fact }) => fact).filter((fact) => fact !== FACT);
      expect(others.length).toBeLessThan(setAside.length);
      for (const fact of others) expect((await review('set-aside', fact, ...PERSON)).exitCode).toBe(0);
      const first = await shown();
      const form = ['--formats', 'json', 'html', '--privileged', '--admission', 'Beijing', '--licence-no', '1'];
      const early = await review('sign', '--seen', first.seen, ...form, ...PERSON);
      expect([early.exitCode, early.stderr]).toEqual([
        3,
        `The report cannot be signed for yet; each open point is named.\nthe answer "${FACT}" sets duties aside, and counsel has not confirmed it\nthe finding "${asked}" asks for a person, and counsel has not confirmed or overridden it: This is regulatory practice, known from secondary sources.\nCounsel confirms with: preclear review set-aside <evaluation> <fact>\nCounsel reviews with: preclear review finding <evaluation> <rule> confirmed, or overridden\n`,
      ]);
      expect((await review('show')).stdout).toContain(`\nto review  ${asked}  not reviewed  practice\n`);
      expect((await review('finding', asked, 'confirmed', ...PERSON)).exitCode).toBe(0);
      expect(await review('set-aside', FACT, ...PERSON)).toEqual(done(`confirmed ${FACT}\n`));
      expect(await review('set-aside', FACT, '--withdraw')).toEqual(done(`withdrawn ${FACT}\n`));
      expect((await review('set-aside', FACT, ...PERSON)).exitCode).toBe(0);
      expect((await review('sign', '--seen', first.seen, ...form, ...PERSON)).exitCode).toBe(3);
      const { seen } = await shown();
      expect(await review('sign', '--seen', seen, ...form, ...PERSON)).toEqual(
        done('final: signed for cn-interim-measures\n'),
      );
      expect((await review('show')).stdout.split('\n')).toEqual([
        `evaluation ${evaluation}  final`,
        expect.stringMatching(/^gate [a-z]+$/),
        ...toReview.map(() => expect.stringMatching(new RegExp(`^finding  [a-z0-9-]+  confirmed  ${BY}  `)) as string),
        ...setAside.map(() => expect.stringMatching(new RegExp(`^set aside  [a-z_.]+  confirmed  ${BY}  `)) as string),
        ...toReview.map(() => expect.stringMatching(/^to review {2}[a-z0-9-]+ {2}reviewed {2}[a-z]/) as string),
        expect.stringMatching(new RegExp(`^signed  cn-interim-measures  ${BY}  `)),
        expect.stringMatching(/^seen [0-9a-f-]{36}$/),
        '',
      ]);
      expect((await review('finding', SECURITY, 'confirmed', ...PERSON)).stderr).toBe(
        'The report of this evaluation is final. What has changed since belongs into a new submission.\n',
      );
    },
  );
});

describe('preclear risks', () => {
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  function accept(expires: string, ...args: readonly string[]): Promise<Outcome> {
    const why = ['--reason', 'Next release', '--owner', 'A. Person', '--role', 'Counsel'];
    return run('risks', 'accept', product, SECURITY, ...why, '--expires', expires, ...args);
  }

  test('are accepted, listed and taken back', async () => {
    expect((await run('risks', 'list', product)).stdout).toBe('no accepted risks\n');
    expect(await accept(day(30))).toEqual(done(`accepted ${SECURITY} to ${day(30)}\n`));
    expect((await accept(day(40))).stderr).toMatch(/^Something was said of this already/);
    expect((await accept(day(40), '--replace')).exitCode).toBe(0);
    expect((await run('risks', 'list', product)).stdout).toMatch(
      new RegExp(`^risk  ${SECURITY}  from \\S+ to ${day(40)}  "Next release"  ${BY}\n$`),
    );
    expect(await run('risks', 'withdraw', product, SECURITY)).toEqual(done(`withdrawn ${SECURITY}\n`));
    expect(JSON.parse((await run('risks', 'list', product, '--format', 'json')).stdout)).toEqual([]);
    expect((await run('risks', 'withdraw', product, SECURITY)).stderr).toBe('Nothing was said of this.\n');
  });

  test('are not accepted for a day that is past, too far or none', async () => {
    for (const expires of [day(-2), day(400), 'soon'])
      expect([(await accept(expires)).exitCode, (await accept(expires)).stderr]).toEqual([
        3,
        expect.stringContaining('right would be: '),
      ]);
    expect((await run('risks', 'list', idOf(99))).stderr).toBe('There is no such product.\n');
  });
});

describe('preclear orgs brand', () => {
  test('keeps how papers look, and prints it', async () => {
    expect(await run('orgs', 'brand', 'local')).toEqual(refused('The organization has no branding of its own.\n'));
    const logo = folder.write('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="8"/>');
    const args = ['--name', 'Example Law Firm', '--accent', '#1F3B5C', '--footer', 'Foot', '--logo', logo];
    expect(await run('orgs', 'brand', 'local', ...args)).toEqual(done('branded local as "Example Law Firm"\n'));
    expect(JSON.parse((await run('orgs', 'brand', 'local')).stdout)).toMatchObject({
      name: 'Example Law Firm',
      accent: '#1f3b5c',
      footer: 'Foot',
      prepared_by: 'Example Law Firm',
      logo: { media_type: 'image/svg+xml', width: 9, height: 8 },
    });
  });

  test('refuses what cannot be used', async () => {
    const hostile = folder.write('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" onload="x"/>');
    const brand = (...args: readonly string[]): Promise<Outcome> => run('orgs', 'brand', 'local', ...args);
    expect((await brand('--footer', 'Foot')).stderr).toMatch(/^--name: /);
    expect((await brand('--name', 'A', '--accent', 'red')).stderr).toBe('--accent: a colour such as #1f3b5c\n');
    expect((await brand('--name', 'A', '--accent', '#ffff00')).stderr).toMatch(
      /^#ffff00 has a contrast of 1[.]1 on white; right would be: .*[(]such as #[0-9a-f]{6}[)]\n$/,
    );
    expect((await brand('--name', 'A', '--logo', hostile)).stderr).toMatch(/^The logo cannot be used: .*onload/);
    expect((await brand('--name', 'A', '--logo', 'logo.gif')).stderr).toMatch(/ends with [.]png or [.]svg/);
    expect((await brand('--name', 'A', '--logo', 'none.png')).stderr).toMatch(/^--logo: none[.]png cannot be read/);
    expect((await run('orgs', 'brand', 'nobody', '--name', 'A')).stderr).toBe('There is no such organization.\n');
  });
});
