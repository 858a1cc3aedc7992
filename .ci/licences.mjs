// Says of every package in the lockfile what is against the policy: its licence, an install script that nobody decided on, a version
// that is not pinned, a source other than the registry. Reads `package.json` and `package-lock.json` of the folder it is run in and,
// of a package that is installed there, what the package says itself.
import { existsSync, readFileSync } from 'node:fs';
import parseExpression from 'spdx-expression-parse';

/** What may be passed on with the service. CC-BY-4.0 is for data and OFL-1.1 for fonts. */
const SHIPPED = [
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
];

/** What tools may have besides: they are run as they come and never passed on. */
const DEVELOPMENT = [...SHIPPED, 'MPL-2.0', 'CC-BY-3.0'];

const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What would have to be on the list for an expression to be allowed; empty when it is. An exception counts with its licence. */
function missingFrom(list, node) {
  if (node.conjunction === 'and') return [...missingFrom(list, node.left), ...missingFrom(list, node.right)];
  if (node.conjunction === 'or') {
    const sides = [missingFrom(list, node.left), missingFrom(list, node.right)];
    return sides.some((side) => side.length === 0) ? [] : sides.flat();
  }
  const named = node.exception === undefined ? node.license : `${node.license} WITH ${node.exception}`;
  return list.includes(named) ? [] : [named];
}

function licenceFaults(licence, isDevelopment) {
  const [list, name] = isDevelopment ? [DEVELOPMENT, 'DEVELOPMENT'] : [SHIPPED, 'SHIPPED'];
  if (typeof licence !== 'string') return ['licence: none is named as an SPDX expression; use another package'];
  let expression;
  try {
    expression = parseExpression(licence);
  } catch {
    return [`licence: ${JSON.stringify(licence)} is no SPDX expression; use another package`];
  }
  const missing = missingFrom(list, expression);
  if (missing.length === 0) return [];
  return [
    `licence: ${missing.join(', ')} is not on the list ${name} of .ci/licences.mjs; use a package with one that is`,
  ];
}

function installedAt(path, version) {
  const file = `${path}/package.json`;
  const installed = existsSync(file) ? read(file) : undefined;
  return installed?.version === version ? installed : undefined;
}

function scriptFaults(name, locked, installed, allowScripts) {
  const hasScript =
    locked.hasInstallScript === true || INSTALL_SCRIPTS.some((script) => installed?.scripts?.[script] !== undefined);
  if (!hasScript || typeof allowScripts[name] === 'boolean') return [];
  return [`install script: not decided on; name ${name} in allowScripts of package.json, with true or false`];
}

function sourceFaults(locked) {
  const faults = [];
  // Of what comes from the registry the lockfile names no source: `omit-lockfile-registry-resolved` in `.npmrc`.
  if (locked.link === true || locked.resolved !== undefined) {
    faults.push(`source: ${locked.resolved ?? 'a link'} is not the registry; take a release from the registry`);
  }
  if (!(locked.integrity ?? '').startsWith('sha512-')) {
    faults.push('integrity: no SHA-512 in the lockfile; take a release from the registry and lock it anew');
  }
  return faults;
}

function pinFaults(manifest, packages) {
  const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  return Object.entries(asked).flatMap(([name, range]) => {
    const version = packages[`node_modules/${name}`]?.version;
    if (version === undefined) return [`${name}: pin: not in the lockfile; lock it`];
    if (range === version) return [];
    return [`${name}: pin: asked for as ${JSON.stringify(range)}; pin what is locked, ${JSON.stringify(version)}`];
  });
}

const manifest = read('package.json');
const { packages } = read('package-lock.json');
const locked = Object.entries(packages).filter(([path]) => path !== '');
const faults = [
  ...pinFaults(manifest, packages),
  ...locked.flatMap(([path, entry]) => {
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const installed = installedAt(path, entry.version);
    const own = [
      ...licenceFaults(installed === undefined ? entry.license : installed.license, entry.dev === true),
      ...scriptFaults(name, entry, installed, manifest.allowScripts ?? {}),
      ...sourceFaults(entry),
    ];
    return own.map((fault) => `${path}@${entry.version ?? 'none'}: ${fault}`);
  }),
];
for (const fault of faults) console.log(fault);
console.log(`licences: ${locked.length} packages, ${faults.length} against the policy`);
process.exitCode = faults.length === 0 ? 0 : 1;
