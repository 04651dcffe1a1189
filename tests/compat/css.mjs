// Finds what a style sheet uses that the oldest browsers do not understand.
//
// What is newer is accepted where an older browser is served as well:
// - a declaration that it ignores, after one for the same purpose in the same rule that it understands;
// - a rule whose selector it does not know, after a more general rule that sets the same properties;
// - anything within a condition (@supports, @media) that only newer browsers fulfil, as far as each of those
//   understands it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as tree from 'css-tree';

import { ANYWHERE, NOWHERE, OLDEST, all, any, data, needs, needsAs, trouble } from './browsers.mjs';

const SHORTHANDS = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('mdn-data/css/properties.json')));

const { properties, selectors, types } = data.css;
const atRules = data.css['at-rules'];
/** The faults of a style sheet, each a line of text. */
export function faultsOfSheet(source) {
  const faults = [];
  const sheet = parse(source, 'stylesheet', faults);
  new Check(faults).block(sheet, OLDEST, null);
  return faults;
}

/** The faults of the declarations in a style attribute. */
export function faultsOfAttribute(source) {
  const faults = [];
  const list = parse(source, 'declarationList', faults);
  new Check(faults).block(list, OLDEST, null);
  return faults;
}

function parse(source, context, faults) {
  return tree.parse(source, {
    context,
    positions: true,
    parseCustomProperty: true,
    onParseError: (error) => faults.push(`line ${error.line}: ${error.message}`),
  });
}

class Check {
  constructor(faults) {
    this.faults = faults;
    /** Rules seen so far that every browser understands: what they select and set. */
    this.understood = [];
  }

  say(node, what, why) {
    this.faults.push(`line ${node.loc.start.line}: ${what}: ${why}`);
  }

  /**
   * Rules and declarations, one after the other. `oldest` are the browsers that get as far as here; an at-rule has
   * descriptors of its own besides the properties.
   */
  block(block, oldest, rule, descriptors = {}) {
    const declared = new Set();
    block.children.forEach((node) => {
      if (node.type === 'Declaration') this.declaration(node, block, declared, oldest, descriptors);
      if (node.type === 'Rule') this.rule(node, oldest, rule);
      if (node.type === 'Atrule') this.atRule(node, oldest, rule);
    });
  }

  rule(node, oldest, outer) {
    // `from` and `50%` select moments of an animation.
    const list = node.prelude.children.toArray();
    if (list.every(isMoment)) {
      this.block(node.block, oldest, null);
      return;
    }
    const nesting = outer && trouble(needs(selectors.nesting), oldest);
    if (nesting) this.say(node, 'a rule within a rule', nesting);
    const wanted = list.map((selector) => ofSelector(selector));
    const set = declaredIn(node.block);
    const late = list.filter((_, at) => trouble(wanted[at], oldest));
    if (!late.length) this.understood.push(...list.map((selector) => ({ selector, set })));
    for (const selector of late) {
      const why = trouble(ofSelector(selector), oldest);
      const name = tree.generate(selector);
      if (late.length < list.length) this.say(node, `${name} in a list, which an older browser drops as a whole`, why);
      else if (!this.hasGeneral(selector, set)) this.say(node, `${name} without an earlier, more general rule`, why);
    }
    this.block(node.block, all(oldest, ...(late.length === list.length ? wanted : [])), node);
  }

  /** Whether an earlier rule for every browser covers a selector without its newer parts, and sets the same. */
  hasGeneral(selector, set) {
    const parts = lastCompound(selector).filter((part) => !trouble(ofSelector(part)));
    const names = parts.map((part) => tree.generate(part));
    return this.understood.some((earlier) => {
      const general = earlier.selector.children.toArray();
      return (
        !general.some((part) => part.type === 'Combinator') &&
        general.every((part) => names.includes(tree.generate(part))) &&
        [...set].every((property) => earlier.set.has(property))
      );
    });
  }

  declaration(node, block, declared, oldest, descriptors) {
    const { property } = node;
    const context = ofContext(node, block);
    const descriptor = descriptors[property];
    const why = trouble(all(descriptor ? needs(descriptor) : ofProperty(property), context, ofValue(node)), oldest);
    const mismatch = descriptor ? null : noValue(node);
    if (mismatch) this.say(node, tree.generate(node), mismatch);
    else if (!why) declared.add(plain(property));
    // A custom property keeps whatever it is given, and a gap that a flex box lacks is ignored in silence.
    else if (property.startsWith('--') || trouble(context, oldest)) this.say(node, tree.generate(node), why);
    else if (!hasFallback(node, block, declared)) this.say(node, tree.generate(node), why);
  }

  atRule(node, oldest, rule) {
    // A box in the margin of a page, which a browser that does not know it leaves out.
    const box = atRules.page[`at_${node.name}`];
    if (box) {
      this.block(node.block, all(oldest, needs(box)), null);
      return;
    }
    const feature = atRules[tree.keyword(node.name).basename];
    const prefixed = tree.keyword(node.name).vendor !== '';
    const why = trouble(!feature ? NOWHERE : prefixed ? needsAs(node.name, feature) : needs(feature), oldest);
    if (why) this.say(node, `@${node.name}`, why);
    let inside = oldest;
    if (node.name === 'supports') inside = all(oldest, ofSupports(node.prelude.children.first));
    if (node.name === 'media') inside = all(oldest, this.ofMedia(node, oldest));
    if (node.block) this.block(node.block, inside, rule, feature);
  }

  /** What the media features ask for. Unknown ones make a query false, so what it encloses is for those who know. */
  ofMedia(node, oldest) {
    const media = atRules.media;
    const queries = [];
    const say = (part, feature) => {
      const why = trouble(needs(feature), oldest);
      if (why) this.say(node, `@media ${tree.generate(part)}`, why);
    };
    tree.walk(node.prelude, (part) => {
      if (part.type === 'FeatureRange') say(part, media.range_syntax);
      if (part.type === 'Condition' && part.children.some((word) => word.name === 'or')) say(part, media.or_syntax);
      if (part.type === 'MediaQuery') {
        const known = [];
        tree.walk(part, (feature) => {
          if (feature.type !== 'Feature') return;
          const name = feature.name.replace(/^(min|max)-/, '');
          known.push(media[name] ? needs(media[name]) : NOWHERE);
          if (!media[name]) this.say(node, `@media (${feature.name})`, 'unknown to the browser data');
        });
        const wanted = all(ANYWHERE, ...known);
        const negated = part.modifier === 'not' || tree.find(part, (word) => word.type === 'Identifier' && word.name === 'not');
        if (negated && trouble(wanted, oldest)) this.say(node, `@media ${tree.generate(part)}`, trouble(wanted, oldest));
        queries.push(wanted);
      }
    });
    return queries.length ? any(...queries) : ANYWHERE;
  }
}

/** What the condition of an @supports tells about whoever fulfils it. */
function ofSupports(node) {
  if (!node) return ANYWHERE;
  if (node.type === 'SupportsDeclaration') {
    const { declaration } = node;
    return all(needs(atRules.supports), ofProperty(declaration.property), ofValue(declaration));
  }
  if (node.type === 'FeatureFunction' && node.feature === 'selector') {
    return all(needs(atRules.supports.selector), ofSelector(node.value));
  }
  if (node.type !== 'Condition') return ANYWHERE;
  const parts = node.children.toArray();
  const words = parts.filter((part) => part.type === 'Identifier').map((part) => part.name);
  const tests = parts.filter((part) => part.type !== 'Identifier').map(ofSupports);
  // Whoever fails a test may be of any age.
  if (words.includes('not') || !tests.length) return ANYWHERE;
  return words.includes('or') ? any(...tests) : all(...tests);
}

function declaredIn(block) {
  return new Set(block.children.toArray().filter((node) => node.type === 'Declaration').map((node) => node.property));
}

function isMoment(selector) {
  const only = selector.children.size === 1 && selector.children.first;
  return only.type === 'Percentage' || (only.type === 'TypeSelector' && /^(from|to)$/i.test(only.name));
}

/**
 * Whether browsers that ignore a declaration are served by another: an earlier one that all understand, of the same
 * property or of all that it is short for; for one with a prefix, a later one without.
 */
function hasFallback(node, block, declared) {
  const name = plain(node.property);
  const long = SHORTHANDS[name]?.initial;
  const earlier = declared.has(name) || (Array.isArray(long) && long.every((part) => declared.has(part)));
  const prefixed = name !== node.property || /(^|[\s,(])-(webkit|moz|ms|o)-/.test(tree.generate(node.value));
  const later = block.children.toArray().slice(block.children.toArray().indexOf(node) + 1);
  return earlier || (prefixed && later.some((other) => other.property === name));
}

/** A name without its prefix. */
function plain(name) {
  return tree.property(name).basename;
}

function ofProperty(name) {
  if (name.startsWith('--')) return needs(properties['custom-property']);
  if (properties[name]) return needs(properties[name]);
  const others = name === plain(name) ? Object.values(properties) : [properties[plain(name)]];
  return any(NOWHERE, ...others.filter(Boolean).map((feature) => needsAs(name, feature)));
}

/** `gap` is one thing in a grid and another in a flex box: all of them, unless the rule itself says which it is. */
function ofContext(node, block) {
  const feature = properties[node.property] ?? {};
  const contexts = Object.keys(feature).filter((key) => /^context_|_context$/.test(key));
  const display = block.children.toArray().findLast((other) => other.property === 'display');
  const kind = display && /grid|flex/.exec(tree.generate(display.value))?.[0];
  const wanted = kind ? contexts.filter((key) => key.includes(kind)) : contexts;
  return all(ANYWHERE, ...wanted.map((key) => needs(feature[key])));
}

/** Why a value cannot be one of the property's; null if it can, or if nobody knows before `var()` is resolved. */
function noValue({ property, value }) {
  if (property.startsWith('--') || !tree.lexer.properties[plain(property)]) return null;
  const { error } = tree.lexer.matchProperty(property, value);
  return error?.name === 'SyntaxMatchError' ? 'not a value of this property' : null;
}

function ofValue({ property, value }) {
  const own = properties[property];
  const match = property.startsWith('--') ? null : tree.lexer.matchProperty(property, value);
  const wanted = [];
  tree.walk(value, (part) => {
    if (!['Identifier', 'Function', 'Dimension'].includes(part.type)) return;
    // The types of CSS as which the part was understood, `image` and `gradient` for instance.
    const steps = match?.matched ? match.getTrace(part) : [];
    const passed = steps.filter((step) => step.type === 'Type').map((step) => inTypes(step.name.replace('()', '')));
    const features = [own, types.global_keywords, ...passed].filter(Boolean);
    wanted.push(...passed.map(needs));
    if (part.type === 'Identifier') wanted.push(ofWord(features, part.name));
    if (part.type === 'Function') wanted.push(ofFunction(features, part.name.toLowerCase(), passed.some(Boolean)));
    if (part.type === 'Dimension') wanted.push(ofUnit(part.unit.toLowerCase()));
  });
  return all(ANYWHERE, ...wanted);
}

/** A keyword. One without data of its own is as old as the property, unless it has a prefix. */
function ofWord(features, name) {
  const { vendor, basename } = tree.keyword(name);
  const named = (word) => features.map((feature) => feature[word] ?? feature[word.toLowerCase()]).find((own) => own?.__compat);
  if (!vendor || named(name)) return needs(named(name));
  return named(basename) ? needsAs(name, named(basename)) : NOWHERE;
}

/** A function. One without data of its own, such as `rgba()`, is as old as its type. */
function ofFunction(features, name, isOfType) {
  const own = features.flatMap((feature) => [feature[name], feature[`${name}_function`]]).find((found) => found?.__compat);
  const found = own ?? inTypes(name);
  return found || isOfType ? needs(found) : NOWHERE;
}

/** A type, or a function that stands under the type that it gives. */
function inTypes(name) {
  return [types, ...Object.values(types)].map((group) => group[name]).find((found) => found?.__compat);
}

/** A unit: by itself, or in a group of units whose description names it; else as old as its kind. */
function ofUnit(unit) {
  const kind = Object.keys(tree.lexer.units).find((kind) => tree.lexer.units[kind].includes(unit));
  const features = types[kind];
  if (!features) return NOWHERE;
  const named = Object.entries(features).find(
    ([key, feature]) => key.toLowerCase() === unit || feature.__compat?.description?.toLowerCase().includes(`<code>${unit}</code>`),
  );
  return needs(named ? named[1] : features);
}

function ofSelector(selector) {
  const wanted = [];
  tree.walk(selector, (part) => {
    if (part.type === 'PseudoClassSelector' || part.type === 'PseudoElementSelector') {
      const feature = selectors[part.name.toLowerCase()];
      wanted.push(feature ? needs(feature) : NOWHERE);
      // `:not(a, b)` is newer than `:not(a)`.
      const list = part.children?.first;
      if (list?.type === 'SelectorList' && feature?.selector_list && list.children.size > 1) {
        wanted.push(needs(feature.selector_list));
      }
      if (part.name === 'not' && list?.type === 'SelectorList' && list.children.some((inner) => inner.children.size > 1)) {
        wanted.push(needs(feature.selector_list));
      }
    }
    if (part.type === 'AttributeSelector' && part.flags) {
      wanted.push(needs(part.flags === 'i' ? selectors.attribute.case_insensitive_modifier : selectors.attribute.case_sensitive_modifier));
    }
    if (part.type === 'NestingSelector') wanted.push(needs(selectors.nesting));
  });
  return all(ANYWHERE, ...wanted);
}

/** The simple selectors after the last combinator: they say which element is styled. */
function lastCompound(selector) {
  const parts = selector.children.toArray();
  return parts.slice(parts.findLastIndex((part) => part.type === 'Combinator') + 1);
}
