// Builds after an installation, so that `npm ci && npm start` is all it takes. An installation without development packages has
// no compiler and nothing to build.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

function hasCompiler() {
  try {
    createRequire(import.meta.url).resolve('typescript/package.json');
    return true;
  } catch {
    return false;
  }
}

if (hasCompiler()) {
  const { status } = spawnSync('npm run build', { shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  console.log('prepare: no compiler installed, nothing is built');
}
