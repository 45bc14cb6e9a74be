import type { Reporter, TestCase, TestModule } from 'vitest/node';

export interface Count {
  passed: number;
  failed: number;
}

/**
 * Counts into `count`, and names every journey as it ends (the rest is named by file).
 * A skipped test counts as failed: nothing here is skipped.
 */
export function countTests(count: Count): Reporter {
  let journeys = 0;
  return {
    onTestCaseResult(test: TestCase) {
      const { state } = test.result();
      if (state === 'passed') count.passed += 1;
      else count.failed += 1;
      if (test.project.name !== 'journeys') return;
      journeys += 1;
      const seconds = ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1);
      console.log(`  ${state === 'passed' ? 'passed' : 'FAILED'}: ${test.fullName} (${seconds} s)`);
    },
    onTestModuleEnd(module: TestModule) {
      // A file that cannot even be loaded has no test that could fail.
      const errors = module.errors().length;
      if (errors > 0) {
        count.failed += errors;
        console.log(`  FAILED to load: ${module.moduleId}`);
      }
    },
    onTestRunEnd(_modules, errors) {
      count.failed += errors.length;
      if (journeys === 0) {
        count.failed += 1;
        console.log('No journey ran.');
      }
    },
  };
}
