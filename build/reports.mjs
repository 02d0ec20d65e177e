// What the two test runners wrote down, in the form that the last lines of `npm test` need. A continuous integration
// shows the end of a run, and a failure that stands twenty minutes above it cannot be mended from there: so everything
// that did not simply pass is told once more at the end, with its first words.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ counts: Counts, failed: string[], unsteady: string[], skipped: string[] }} Report
 */

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} TestFile
 * @param {{ testResults: TestFile[] }} report vitest's own
 * @param {string} root
 * @param {string[]} errors outside of any test
 * @returns {Report}
 */
export function readVitest({ testResults }, root, errors = []) {
  const report = emptyReport();
  for (const error of errors) add(report, 'failed', remark('outside of any test', error));
  for (const file of testResults) {
    const path = relative(root, file.name);
    for (const test of file.assertionResults) {
      const line = remark(`${path}: ${test.fullName}`, test.failureMessages[0]);
      if (test.status === 'failed') add(report, 'failed', line);
      else if (test.status !== 'passed') report.counts.skipped += 1;
      else {
        report.counts.passed += 1;
        if (test.failureMessages.length > 0) report.unsteady.push(line);
      }
    }
    // A file that does not load has no failed tests, and yet has failed.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      add(report, 'failed', remark(path, file.message));
    }
  }
  return report;
}

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ errors: { message?: string }[] }} Result
 * @typedef {{ status: string, annotations: Annotation[], results: Result[] }} Test
 * @typedef {{ title: string, file: string, line: number, tests: Test[] }} Spec
 * @typedef {{ suites?: Suite[], specs?: Spec[] }} Suite
 * @param {Suite} suite of Playwright's JSON report
 * @returns {Report}
 */
export function readPlaywright(suite, report = emptyReport()) {
  for (const spec of suite.specs ?? []) {
    for (const test of spec.tests) {
      const message = test.results.flatMap(({ errors }) => errors)[0]?.message;
      const line = remark(`${spec.file}:${spec.line} ${spec.title}`, message);
      if (test.status === 'unexpected') add(report, 'failed', line);
      else if (test.status === 'skipped') {
        const reason = test.annotations.find((annotation) => annotation.type === 'skip')?.description;
        add(report, 'skipped', `${spec.title}: ${reason ?? 'no reason given'}`);
      } else {
        report.counts.passed += 1;
        if (test.status === 'flaky') report.unsteady.push(line);
      }
    }
  }
  for (const inner of suite.suites ?? []) readPlaywright(inner, report);
  return report;
}

/** @returns {Report} */
function emptyReport() {
  return { counts: { passed: 0, failed: 0, skipped: 0 }, failed: [], unsteady: [], skipped: [] };
}

/**
 * @param {Report} report
 * @param {'failed' | 'skipped'} list
 * @param {string} line
 */
function add(report, list, line) {
  report.counts[list] += 1;
  report[list].push(line);
}

/**
 * @param {string} title
 * @param {string | undefined} message
 */
function remark(title, message) {
  if (message === undefined || message === '') return title;
  const lines = stripVTControlCharacters(message).split('\n');
  return [title, ...lines.slice(0, 12).map((line) => `    ${line.trimEnd()}`)].join('\n');
}
