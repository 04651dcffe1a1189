// Compares style sheets, scripts and the list of names with MDN's browser data; prints one line for each check.
//
// What cannot run, as the generated script before the first build, is named and skipped. checks.json says what there
// is; the build program reads it where there is no Node.

import { existsSync, readFileSync, readdirSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);
const CHECKS = {
  'style-sheets': styleSheets,
  'page-styles': pageStyles,
  names,
  'page-scripts': pageScripts,
  'generated-script': generatedScript,
  'refuses-styles': refusesStyles,
  'accepts-styles': acceptsStyles,
  'judges-names': judgesNames,
  'judges-scripts': judgesScripts,
};

/** Chrome 66 knows the syntax of ECMAScript 2019 and none of 2020. */
const OLDEST_SYNTAX = 2019;

const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');
const filesIn = (folder, ending) =>
  existsSync(new URL(folder, ROOT)) ? readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith(ending)) : [];

/** Thrown by a check that cannot run here. */
class Skip extends Error {}

async function styleSheets() {
  const { faultsOfSheet } = await import('./css.mjs');
  const sheets = filesIn('style/', '.css');
  if (!sheets.length) throw new Error('there is no style sheet');
  return sheets.flatMap((name) => faultsOfSheet(read(`style/${name}`)).map((fault) => `style/${name} ${fault}`));
}

async function pageStyles() {
  const { faultsOfAttribute, faultsOfSheet } = await import('./css.mjs');
  const [, sheet] = read('index.html').match(/<style>([^]*?)<\/style>/);
  const exported = new Set(read('tests/data/export/report.html').match(/(?<= style=")[^"]*/g));
  return [
    ...faultsOfSheet(sheet).map((fault) => `index.html: ${fault}`),
    ...[...exported].flatMap((style) => faultsOfAttribute(style).map((fault) => `exported style "${style}": ${fault}`)),
  ];
}

async function names() {
  const { faultsOfList } = await import('./apis.mjs');
  return faultsOfList(read('page/apis.txt')).map((fault) => `page/apis.txt ${fault}`);
}

async function faultOfSyntax(source, ecmaVersion) {
  const { parse } = await import('acorn');
  try {
    parse(source, { ecmaVersion, sourceType: 'script' });
    return null;
  } catch (error) {
    return error.message;
  }
}

async function pageScripts() {
  const faults = [];
  for (const name of filesIn('page/', '.js')) {
    const fault = await faultOfSyntax(read(`page/${name}`), name === 'boot.js' ? 5 : OLDEST_SYNTAX);
    if (fault) faults.push(`page/${name}: ${fault}`);
  }
  return faults;
}

async function generatedScript() {
  const [name] = filesIn('dist/', '.js');
  if (!name) throw new Skip('nothing is built');
  const fault = await faultOfSyntax(read(`dist/${name}`), OLDEST_SYNTAX);
  return fault ? [`dist/${name}: ${fault}`] : [];
}

async function refusesStyles() {
  const { faultsOfSheet } = await import('./css.mjs');
  const { REFUSED } = await import('./snippets.mjs');
  return Object.entries(REFUSED)
    .filter(([, sheet]) => !faultsOfSheet(sheet).length)
    .map(([feature, sheet]) => `${feature} was accepted: ${sheet}`);
}

async function acceptsStyles() {
  const { faultsOfSheet } = await import('./css.mjs');
  const { ACCEPTED } = await import('./snippets.mjs');
  return Object.entries(ACCEPTED).flatMap(([feature, sheet]) => faultsOfSheet(sheet).map((fault) => `${feature}: ${fault}`));
}

async function judgesNames() {
  const { faultsOfList } = await import('./apis.mjs');
  const { NAMES } = await import('./snippets.mjs');
  return NAMES.flatMap(([line, expected]) => {
    const [said] = faultsOfList(line);
    const right = expected ? expected.test(said) : said === undefined;
    return right ? [] : [`${line}: ${said ?? 'nothing was said'}`];
  });
}

async function judgesScripts() {
  const { SCRIPTS } = await import('./snippets.mjs');
  const faults = [];
  for (const [source, known] of SCRIPTS) {
    const fault = await faultOfSyntax(source, OLDEST_SYNTAX);
    if (known === Boolean(fault)) faults.push(`${source}: ${fault ?? 'was accepted'}`);
  }
  return faults;
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const [name, about] of Object.entries(JSON.parse(read('tests/compat/checks.json')))) {
  try {
    const faults = await CHECKS[name]();
    counts[faults.length ? 'failed' : 'passed'] += 1;
    console.log(`${faults.length ? 'FAIL' : 'pass'} ${name}: ${about}`);
    for (const fault of faults) console.log(`    ${fault}`);
  } catch (error) {
    counts[error instanceof Skip ? 'skipped' : 'failed'] += 1;
    console.log(error instanceof Skip ? `skip ${name}: ${error.message}` : `FAIL ${name}: ${error.stack}`);
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed ? 1 : 0;
