// Runs in every measured page before its own scripts, and takes the times there. All are milliseconds.
(function () {
  'use strict';

  const bench = {};
  window.bench = bench;

  // What is posted runs as a task of its own, after what the browser is doing now.
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  function afterThisTask(act) {
    waiting.push(act);
    channel.port2.postMessage(null);
  }

  // In a frame's own callbacks the frame is still to be laid out and painted; the task after it comes when it is.
  function afterNextFrame(act) {
    requestAnimationFrame(() => afterThisTask(act));
  }

  // Start: when the page says that it answers to input, and when that has been painted.
  bench.start = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      const ready = performance.now();
      afterNextFrame(() => resolve({ ready, painted: performance.now() }));
    });
    observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });
  });

  // A fixed piece of work, which tells how fast this processor is at the moment.
  bench.spin = () => {
    const begin = performance.now();
    let state = 1;
    for (let round = 0; round < 20000000; round += 1) {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
    }
    return { took: performance.now() - begin, state };
  };

  // Keystrokes: how long after the key the frame that shows it is painted. Watched only while that is measured, since
  // the listeners are script themselves.
  let pressed = 0;
  let painted = Promise.resolve(0);
  const onKey = (event) => { pressed = event.timeStamp; };
  const onInput = () => {
    const since = pressed;
    painted = new Promise((resolve) => {
      afterNextFrame(() => resolve(performance.now() - since));
    });
  };
  bench.watchKeys = (watch) => {
    const change = watch ? window.addEventListener : window.removeEventListener;
    change.call(window, 'keydown', onKey, true);
    change.call(window, 'input', onInput, true);
  };
  bench.painted = () => painted;

  bench.cell = (address) => {
    const input = document.querySelector(`[data-cell="${address}"]`);
    input.scrollIntoView({ block: 'center' });
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
    return input.value;
  };

  // Saving: how long after the last input the page says that all is safe.
  let typed = 0;
  window.addEventListener('input', (event) => { typed = event.timeStamp; }, true);
  bench.saved = () => new Promise((resolve) => {
    const status = document.querySelector('[data-status]');
    const look = () => {
      if (status.dataset.status === 'saved') {
        observer.disconnect();
        resolve(performance.now() - typed);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(status, { attributes: true, attributeFilter: ['data-status'] });
    look();
  });

  // The figures of the open report, as typed.
  bench.figures = () => Array.from(document.querySelectorAll('input[data-cell]'))
    .filter((input) => !input.readOnly)
    .map((input) => [input.dataset.cell, input.value]);

  bench.fill = (figures) => {
    for (const [address, text] of figures) {
      const input = document.querySelector(`[data-cell="${address}"]`);
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  };

  // The module's memory, where the page has a module.
  let memory = null;
  const instantiate = WebAssembly.instantiate;
  bench.watchMemory = () => {
    WebAssembly.instantiate = (...words) => instantiate(...words).then((result) => {
      memory = (result.instance || result).exports.memory;
      return result;
    });
  };
  bench.memory = () => (memory ? memory.buffer.byteLength : 0);
})();
