// Which browsers must understand the page, and what MDN's browser-compat-data says about a feature in them.
//
// https://github.com/mdn/browser-compat-data/blob/main/docs/data-guidelines/index.md explains the data.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The data of all features. */
export const data = JSON.parse(readFileSync(require.resolve('@mdn/browser-compat-data'), 'utf8'));

/** The oldest version of each browser that must understand the page. Everything later must as well. */
export const OLDEST = { chrome: 66, firefox: 128 };

/** What any browser has. */
export const ANYWHERE = Object.fromEntries(Object.keys(OLDEST).map((browser) => [browser, 0]));

/** What no browser has. */
export const NOWHERE = Object.fromEntries(Object.keys(OLDEST).map((browser) => [browser, Infinity]));

const TITLES = { chrome: 'Chrome', firefox: 'Firefox' };

/**
 * The versions that a feature asks for: a number for each browser, Infinity where it is missing in the newest.
 * A node without statements of its own asks for nothing.
 */
export function needs(feature) {
  // Partial support is support: the data calls it so for details, such as an outline's round corners.
  return versions(feature, (said) => !said.prefix && !said.alternative_name);
}

/** The same for a feature that is used under another name: `-webkit-user-select`, `word-wrap`. */
export function needsAs(name, feature) {
  return versions(feature, (said) => said.alternative_name === name || (said.prefix && name.startsWith(said.prefix)));
}

function versions(feature, counts) {
  const support = feature?.__compat?.support;
  if (!support) return ANYWHERE;
  const lowest = (browser) => {
    // Behind a flag is as good as missing.
    const statements = [support[browser] ?? []].flat().filter((said) => !said.flags && counts(said));
    return unbroken(statements.map((said) => [version(said.version_added), version(said.version_removed)]));
  };
  return Object.fromEntries(Object.keys(OLDEST).map((browser) => [browser, lowest(browser)]));
}

/** Since when one span has followed the other up to the present. */
function unbroken(spans) {
  let start = Infinity;
  for (;;) {
    const earlier = spans.find(([from, to]) => to >= start && from < start);
    if (!earlier) return start;
    [start] = earlier;
  }
}

function version(said) {
  if (typeof said === 'string' && said !== 'preview') return Number.parseFloat(said.replace('≤', ''));
  return said === true ? 1 : Infinity;
}

/** What asks for the most in each browser. */
export function all(...wanted) {
  return combine(Math.max, wanted);
}

/** What asks for the least in each browser. */
export function any(...wanted) {
  return combine(Math.min, wanted);
}

function combine(choose, wanted) {
  return Object.fromEntries(
    Object.keys(OLDEST).map((browser) => [browser, choose(...wanted.map((versions) => versions[browser]))]),
  );
}

/** Why a feature cannot be used from these versions on, or null if it can. */
export function trouble(versions, oldest = OLDEST) {
  const late = Object.keys(oldest).filter((browser) => versions[browser] > oldest[browser]);
  if (!late.length) return null;
  return late
    .map((browser) => {
      const version = versions[browser];
      return version === Infinity ? `not in ${TITLES[browser]}` : `${TITLES[browser]} ${version}`;
    })
    .join(', ');
}
