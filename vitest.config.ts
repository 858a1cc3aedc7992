import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './.ci/vitest-summary-reporter.ts';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ['default', new SummaryReporter()],
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
  },
});
