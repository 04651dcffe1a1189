// Proves that every name of page/apis.txt is as old as the oldest browser, or has a reason why it may be newer.

import { data, needs, trouble } from './browsers.mjs';

/** The faults of the list, each a line of text. */
export function faultsOfList(list) {
  return list
    .split('\n')
    .map((line, at) => [line, at + 1])
    .filter(([line]) => line && !line.startsWith('#'))
    .flatMap(([line, number]) => {
      const fault = faultOf(line);
      return fault ? [`line ${number}: ${fault}`] : [];
    });
}

function faultOf(line) {
  const [name, reason] = line.split(/: (.*)/);
  const [owner, member] = name.match(/^(?:(.*)\.)?([^.]*)$/).slice(1);
  if (owner === 'own') return null;
  const feature = featureOf(owner, member);
  if (!feature && !reason) {
    const owners = ownersOf(member);
    return `${name} is unknown to the browser data${owners.length ? `, which knows it of ${owners.join(', ')}` : ''}`;
  }
  const why = feature ? trouble(needs(feature)) : 'in no browser';
  if (why && !reason) return `${name} is newer than the oldest browser (${why}), and no reason says why that is no fault`;
  if (!why && reason) return `${name} needs no reason: the oldest browser has it`;
  return null;
}

const { webassembly } = data;
const OWNERS = [
  data.api,
  data.javascript.builtins,
  { WebAssembly: webassembly.api },
  prefixed('WebAssembly.', webassembly.api),
];

function prefixed(prefix, group) {
  return Object.fromEntries(Object.entries(group).map(([name, feature]) => [prefix + name, feature]));
}

function featureOf(owner, member) {
  for (const group of OWNERS) {
    const features = owner ? (group[owner] ?? methodOf(group, owner)) : group;
    const found = keysOf(member).map((key) => features?.[key]).find((feature) => feature?.__compat);
    if (found) return found;
  }
  return null;
}

/** A method, `Interface.method`, which has options as an interface has members. */
function methodOf(group, name) {
  const [owner, method] = name.split('.');
  return group[owner]?.[method];
}

/** How the data calls a member: a static one and an option by itself, and a handler by the event it is for. */
function keysOf(member) {
  const event = member.startsWith('on') ? [`${member.slice(2)}_event`] : [];
  return [member, `${member}_static`, `options_${member}_parameter`, ...event];
}

function ownersOf(member) {
  return OWNERS.flatMap((group) => Object.keys(group)).filter((owner) => featureOf(owner, member)?.__compat);
}
