import { expect, test } from 'vitest';
import { readPlaywright, readVitest } from './reports.mjs';

const passed = { status: 'passed', fullName: 'adds', failureMessages: [] };

test('vitest: what failed, and what passed only after failing, is told with its file and first words', () => {
  const report = readVitest(
    {
      testResults: [
        {
          name: '/project/shared/a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            passed,
            {
              status: 'failed',
              fullName: 'takes away',
              failureMessages: ['\u001b[31mError: 2 is not 3\u001b[39m\n at a'],
            },
            { status: 'passed', fullName: 'waits', failureMessages: ['Error: too late'] },
            { status: 'skipped', fullName: 'draws', failureMessages: [] },
          ],
        },
      ],
    },
    '/project',
  );
  expect(report.counts).toEqual({ passed: 2, failed: 1, skipped: 1 });
  expect(report.failed).toEqual(['shared/a.test.ts: takes away\n    Error: 2 is not 3\n     at a']);
  expect(report.unsteady).toEqual(['shared/a.test.ts: waits\n    Error: too late']);
});

test('vitest: a file that does not load is a failure, though none of its tests is', () => {
  const file = {
    name: '/project/a.test.ts',
    status: 'failed',
    message: 'no such module',
    assertionResults: [passed],
  };
  const report = readVitest({ testResults: [file] }, '/project');
  expect(report.counts.failed).toBe(1);
  expect(report.failed).toEqual(['a.test.ts\n    no such module']);
});

test('vitest: an error outside of any test is a failure', () => {
  const report = readVitest({ testResults: [] }, '/project', ['NOT_FOUND\n at a']);
  expect(report.counts.failed).toBe(1);
  expect(report.failed).toEqual(['outside of any test\n    NOT_FOUND\n     at a']);
});

test('Playwright: failed, flaky and skipped specs of every depth, each with its reason', () => {
  const spec = (status: string, message?: string) => ({
    title: status,
    file: 'a.spec.ts',
    line: 7,
    tests: [
      {
        status,
        annotations: [{ type: 'skip', description: 'no screen' }],
        results: [{ errors: message === undefined ? [] : [{ message }] }],
      },
    ],
  });
  const report = readPlaywright({
    suites: [
      {
        specs: [spec('expected'), spec('skipped')],
        suites: [{ specs: [spec('flaky', 'once'), spec('unexpected', 'twice')] }],
      },
    ],
  });
  expect(report.counts).toEqual({ passed: 2, failed: 1, skipped: 1 });
  expect(report.failed).toEqual(['a.spec.ts:7 unexpected\n    twice']);
  expect(report.unsteady).toEqual(['a.spec.ts:7 flaky\n    once']);
  expect(report.skipped).toEqual(['skipped: no screen']);
});
