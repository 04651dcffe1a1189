// A form of the 200 figures without any framework: totals, the identities of the format, findings, a debounced save.
// All figures are looked at anew at every keystroke; there are so few that keeping track would cost more.
(function () {
  'use strict';

  const KEY = 'plain.report';
  const REST = 300;
  const PLAIN = /^\d+(\.\d+)?$/;
  const AMOUNT = 'proactive.fees.amount';

  const inputs = Array.from(document.querySelectorAll('[data-cell]'));
  const addresses = inputs.map((input) => input.dataset.cell);
  const indexOf = new Map(addresses.map((address, index) => [address, index]));
  // What each figure is: a number, null while blank, NaN while it is no number.
  const figures = new Array(inputs.length).fill(null);

  const status = document.querySelector('[data-status]');
  const summary = document.getElementById('summary');
  const list = document.getElementById('findings');

  const identities = [];
  const sides = [];
  readFormat();

  function rowOf(address) {
    return address.slice(0, address.lastIndexOf('.'));
  }

  function columnOf(address) {
    return address.slice(address.lastIndexOf('.') + 1);
  }

  function name(index) {
    return inputs[index].getAttribute('aria-label');
  }

  // The identities follow from the addresses and their order.
  function readFormat() {
    const rows = new Map();
    addresses.forEach((address, index) => {
      if (!address.startsWith('proactive.')) {
        const row = rowOf(address);
        rows.set(row, (rows.get(row) || []).concat(index));
      }
    });
    const order = Array.from(rows.keys()).filter((row) => row.startsWith('applications.'));
    const outcomes = order.slice(
      order.indexOf('applications.carried_over') + 1,
      order.indexOf('applications.handled_total')
    );
    for (const index of rows.get('applications.handled_total')) {
      const at = (row) => indexOf.get(`${row}.${columnOf(addresses[index])}`);
      // The total of the totals is computed by its row; by its column it is only checked.
      const computes = columnOf(addresses[index]) !== 'total';
      identities.push({ code: 'column', total: index, parts: outcomes.map(at), computes });
      sides.push({
        left: ['applications.newly_received', 'applications.carried_over'].map(at),
        right: ['applications.handled_total', 'applications.carried_forward'].map(at)
      });
    }
    for (const [row, cells] of rows) {
      const code = row.startsWith('review.') ? 'review' : 'row';
      identities.push({ code, total: cells[cells.length - 1], parts: cells.slice(0, -1), computes: true });
    }
  }

  function read(index) {
    let text = inputs[index].value.trim();
    if (text === '') {
      return null;
    }
    if (!PLAIN.test(text)) {
      text = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[,，]/g, '');
    }
    const fits = PLAIN.test(text) && (addresses[index] === AMOUNT || !text.includes('.'));
    return fits ? Number(text) : NaN;
  }

  // The sum of those that are filled in; null while none is, NaN while one is no number.
  function sum(parts) {
    let total = null;
    for (const index of parts) {
      if (figures[index] !== null) {
        total += figures[index];
      }
    }
    return total;
  }

  function same(a, b) {
    return a === b || (a !== a && b !== b);
  }

  function computeTotals() {
    for (const { total, parts, computes } of identities) {
      const value = computes ? sum(parts) : figures[total];
      if (!same(figures[total], value)) {
        figures[total] = value;
        inputs[total].value = value === null || value !== value ? '' : value;
      }
    }
  }

  function check() {
    const findings = [];
    const add = (code, severity, places, message) => findings.push({ code, severity, places, message });
    const blank = [];
    figures.forEach((figure, index) => {
      if (figure !== figure && !inputs[index].readOnly) {
        add('number', 'error', [index], `“${name(index)}”不是数字：${inputs[index].value}。`);
      } else if (figure === null && !inputs[index].readOnly) {
        blank.push(index);
      }
    });
    for (const { code, total, parts } of identities) {
      const value = sum(parts);
      if (value === value && !same(value, figures[total])) {
        add(code, 'error', [total].concat(parts), `“${name(total)}”是 ${figures[total]}，各项相加是 ${value}，相差 ${Math.abs(figures[total] - value)}。`);
      }
    }
    for (const { left, right } of sides) {
      const [received, accounted] = [sum(left), sum(right)];
      if (received !== null && accounted !== null && Math.abs(received - accounted) > 0) {
        add('sides', 'error', left.concat(right), `“${name(left[0])}”一列，第一项加第二项是 ${received}，第三项加第四项是 ${accounted}，相差 ${Math.abs(received - accounted)}。`);
      }
    }
    if (blank.length > 0) {
      add('blank', 'hint', blank, `还有 ${blank.length} 格没有填。`);
    }
    return findings;
  }

  function put(element, attribute, value) {
    if (element.getAttribute(attribute) !== value) {
      element.setAttribute(attribute, value);
    }
  }

  let marked = new Set();

  function show(findings) {
    const errors = findings.filter((finding) => finding.severity === 'error');
    const words = findings.length === 0 ? '全部校核通过' : `错误 ${errors.length}　提示 ${findings.length - errors.length}`;
    if (summary.textContent !== words) {
      summary.textContent = words;
    }
    findings.forEach((finding, at) => {
      const item = list.children[at] || list.appendChild(document.createElement('li'));
      if (item.textContent !== finding.message) {
        item.textContent = finding.message;
      }
      put(item, 'data-finding', finding.code);
      put(item, 'data-severity', finding.severity);
      put(item, 'data-location', finding.places.map((index) => addresses[index]).join(' '));
    });
    while (list.children.length > findings.length) {
      list.lastChild.remove();
    }
    const mark = new Set(errors.map((finding) => finding.places[0]));
    for (const index of marked) {
      if (!mark.has(index)) {
        inputs[index].removeAttribute('aria-invalid');
      }
    }
    for (const index of mark) {
      put(inputs[index], 'aria-invalid', 'true');
    }
    marked = mark;
  }

  function update() {
    computeTotals();
    show(check());
  }

  function say(state, words) {
    put(status, 'data-status', state);
    if (status.textContent !== words) {
      status.textContent = words;
    }
  }

  function save() {
    const cells = {};
    inputs.forEach((input, index) => {
      if (input.value !== '' && !input.readOnly) {
        cells[addresses[index]] = input.value;
      }
    });
    const text = JSON.stringify({ version: 1, cells });
    try {
      localStorage.setItem(KEY, text);
      if (localStorage.getItem(KEY) === text) {
        say('saved', '已保存');
        return;
      }
    } catch (error) {
      // Full or forbidden: said below.
    }
    say('unsaved', '没有保存成功');
  }

  function load() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      for (const [address, text] of Object.entries(kept ? kept.cells : {})) {
        const index = indexOf.get(address);
        if (index !== undefined) {
          inputs[index].value = text;
          figures[index] = read(index);
        }
      }
    } catch (error) {
      say('unsaved', '已保存的内容读不出来');
    }
  }

  let rest = 0;

  document.querySelector('main').addEventListener('input', (event) => {
    const index = indexOf.get(event.target.dataset.cell);
    if (index === undefined) {
      return;
    }
    figures[index] = read(index);
    update();
    say('saving', '正在保存……');
    clearTimeout(rest);
    rest = setTimeout(save, REST);
  });

  list.addEventListener('click', (event) => {
    const item = event.target.closest('li');
    if (item) {
      inputs[indexOf.get(item.dataset.location.split(' ')[0])].focus();
    }
  });

  load();
  update();
  document.body.setAttribute('data-ready', 'true');
})();
