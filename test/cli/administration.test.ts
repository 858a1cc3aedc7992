import SqliteClient from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isKey } from '../../src/service/api-key.ts';
import { administrate } from '../../src/main.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

let folder: Folder;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

function path(): string {
  return `${folder.path}/data/preclear.db`;
}

function run(...args: readonly string[]): Promise<Outcome> {
  return preclear(args, { rules: folder.path, database: `file:${path()}` });
}

const KEY = /^pck_([0-9a-f]{12})_[A-Za-z0-9_-]{43}\n$/;

/** Makes a key. @returns its id */
async function made(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run('keys', 'create', '--name', 'Server', '--scopes', 'read', ...args);
  expect([exitCode, KEY.test(stdout)]).toEqual([0, true]);
  return /^Key (\S+) of /.exec(stderr)?.[1] ?? '';
}

describe('preclear keys', () => {
  test('create prints the key once, alone, and keeps only its digest', async () => {
    const args = ['--scopes', 'submit, read', '--client', 'Acme', 'Beta', '--matter', 'M-1', '--expires', '2027-01-01'];
    const { exitCode, stdout, stderr } = await run('keys', 'create', '--name', 'Build server', ...args);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(KEY)]);
    expect(stderr).toMatch(/^Key [0-9a-f-]{36} of local[.] It is shown now and never again:\n$/);
    const { store } = await administrate(`file:${path()}`, true);
    const key = await store.findKey(KEY.exec(stdout)?.[1] ?? '');
    await store.close();
    expect(isKey(stdout.trimEnd(), key?.hash)).toBe(true);
    expect(key).toMatchObject({
      organizationId: 'local',
      name: 'Build server',
      scopes: ['submit', 'read'],
      clients: ['Acme', 'Beta'],
      matters: ['M-1'],
      expiresAt: new Date('2027-01-01T00:00:00.000Z'),
    });
  });

  test('list shows what a key is for and how it stands, and never its secret', async () => {
    const first = await made('--client', 'Acme');
    const second = await made();
    expect((await run('keys', 'revoke', first)).stdout).toBe(`revoked ${first} ("Server")\n`);
    const { stdout } = await run('keys', 'list');
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^${first}  pck_[0-9a-f]{12}_…  revoked  read  "Server"  only "client Acme"$`)),
      expect.stringMatching(new RegExp(`^${second}  pck_[0-9a-f]{12}_…  usable  read  "Server"$`)),
      '',
    ]);
    const shown = z
      .array(z.looseObject({ id: z.string() }))
      .parse(JSON.parse((await run('keys', 'list', '--format', 'json')).stdout));
    expect(shown.map(({ id }) => id)).toEqual([first, second]);
    expect(Object.keys(shown[0] ?? {})).not.toContain('hash');
  });

  test.each([
    [['--scopes', 'write'], '--scopes: "write" is no scope. Known: submit, read, review, admin.\n'],
    [
      ['--scopes', 'read', '--expires', '2027-02-30'],
      '--expires: "2027-02-30" is no day or time in UTC, such as 2027-01-01 or 2027-01-01T12:00:00Z.\n',
    ],
    [
      ['--scopes', 'read', '--expires', 'tomorrow'],
      '--expires: "tomorrow" is no day or time in UTC, such as 2027-01-01 or 2027-01-01T12:00:00Z.\n',
    ],
    [
      ['--scopes', 'read', '--expires', '2020-01-01'],
      'the key would be expired from the start; right would be: a time to come\n',
    ],
    [
      ['--scopes', 'admin', '--client', 'Acme'],
      'a key that is narrowed cannot have the scope "admin"; right would be: clients and matters left out, or no admin\n',
    ],
    [
      ['--scopes', 'read', '--client', ''],
      'an entry is no name; right would be: a text that is not blank, of at most 500 characters\n',
    ],
    [['--scopes', 'read', '--organization', 'nobody'], 'There is no such organization.\n'],
  ])('create refuses %j', async (args, message) => {
    expect(await run('keys', 'create', '--name', 'Server', ...args)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: message,
    });
  });

  test('a key or organization that does not exist is said to be so', async () => {
    await made();
    expect(await run('keys', 'revoke', '019ab0c4-6c1e-7000-8000-000000000001')).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'There is no such key.\n',
    });
    expect((await run('keys', 'list', '--organization', 'nobody')).stderr).toBe('There is no such organization.\n');
  });

  test('what only reads makes no database', async () => {
    for (const command of [
      ['keys', 'list'],
      ['orgs', 'list'],
      ['audit', 'verify'],
      ['audit', 'head'],
      ['audit', 'export'],
    ]) {
      const { exitCode, stderr } = await run(...command);
      expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^The database file:.* cannot be used: /)]);
    }
    expect(existsSync(path())).toBe(false);
  });
});

describe('preclear orgs', () => {
  test('create adds one, list shows all', async () => {
    expect((await run('orgs', 'create', 'a-firm', '--name', 'A Firm')).stdout).toBe('created a-firm\n');
    expect((await run('orgs', 'list')).stdout).toBe('a-firm  "A Firm"\nlocal  "Local"\n');
    expect((await made('--organization', 'a-firm')).length).toBe(36);
    expect((await run('keys', 'list')).stdout).toBe('no keys\n');
  });

  test.each([
    [['A Firm', '--name', 'A'], /^"A Firm" is no id of an organization/],
    [['-', '--name', 'A'], /^"-" is no id/],
    [['a-firm', '--name', ' '], /^The name of an organization is not blank/],
    [['local', '--name', 'Again'], /^There is an organization with this id already/],
  ])('create refuses %j', async (args, message) => {
    const { exitCode, stderr } = await run('orgs', 'create', ...args);
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(message)]);
  });
});

describe('preclear audit', () => {
  test('verify finds nothing wrong with a trail that nobody touched, and head prints its end', async () => {
    await run('orgs', 'create', 'a-firm', '--name', 'A Firm');
    await made();
    await made();
    const head = (await run('audit', 'head')).stdout.trimEnd();
    const { exitCode, stdout } = await run('audit', 'verify', '--anchor', head);
    expect([exitCode, stdout.split('\n')]).toEqual([
      0,
      [
        expect.stringMatching(/^a-firm: 1 entry, ends with sha256:[0-9a-f]{64}$/),
        `local: 2 entries, ends with ${head}`,
        'no fault found',
        '',
      ],
    ]);
  });

  test('verify says where a trail was tampered with', async () => {
    for (let times = 0; times < 3; times += 1) await made();
    const head = (await run('audit', 'head')).stdout.trimEnd();
    const client = new SqliteClient(path());
    client.exec('DELETE FROM audit_entries WHERE sequence = 3');
    const cut = await run('audit', 'verify', '--anchor', head);
    expect([cut.exitCode, cut.stdout.split('\n').slice(1)]).toEqual([
      3,
      [
        `${head} is in no chain any more: entries were cut off or written anew`,
        'the audit trail was tampered with or damaged',
        '',
      ],
    ]);
    client.exec("UPDATE audit_entries SET actor = 'nobody' WHERE sequence = 2");
    client.close();
    const { exitCode, stdout } = await run('audit', 'verify', '--organization', 'local', '--format', 'json');
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([
      3,
      { sound: false, chains: [{ organization: 'local', entries: 1, fault: { sequence: 2, fault: 'altered' } }] },
    ]);
  });

  test('export prints the entries, itself among them', async () => {
    const id = await made();
    const { exitCode, stdout } = await run('audit', 'export');
    const entries = stdout
      .trimEnd()
      .split('\n')
      .map((line) => z.looseObject({}).parse(JSON.parse(line)));
    expect(exitCode).toBe(0);
    expect(entries.map(({ sequence, actor, action, subject }) => [sequence, actor, action, subject])).toEqual([
      [1, 'command-line', 'key.create', id],
      [2, 'command-line', 'audit.export', 'after:0'],
    ]);
  });

  test('what cannot be used is refused', async () => {
    await made();
    expect((await run('audit', 'verify', '--anchor', 'sha256:12')).stderr).toBe(
      '--anchor: "sha256:12" is no hash: sha256: and 64 hexadecimal digits.\n',
    );
    for (const command of ['verify', 'export', 'head'])
      expect((await run('audit', command, '--organization', 'nobody')).stderr).toMatch(/^There is no .*organization/);
  });
});
