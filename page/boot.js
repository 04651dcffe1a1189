// Decides whether this browser can run the product and says so in plain words if it cannot.
// It must run in every browser, Internet Explorer included, hence ES5 and old DOM calls only.
(function () {
  'use strict';

  // Chromium 64 starts the product but turns every text into NUL characters; 66 is the oldest measured.
  var OLDEST_CHROMIUM = 66;
  var ADVICE = '请使用 Chromium 66 或更高版本内核的浏览器打开：360安全浏览器（极速模式）、奇安信可信浏览器、Microsoft Edge，或者较新版本的火狐浏览器（Firefox）。';
  var KEPT = '启动失败不会改动已经保存的草稿。';

  var place = document.getElementById('boot');
  var state = 'opening';

  function versionAfter(pattern) {
    var found = pattern.exec(navigator.userAgent);
    return found ? parseInt(found[1], 10) : null;
  }

  function identify() {
    var trident = versionAfter(/Trident\/(\d+)/);
    var ie = document.documentMode || versionAfter(/MSIE (\d+)/) || (trident ? trident + 4 : null);
    if (ie) {
      return { kind: 'ie', version: ie, name: 'Internet Explorer 内核（兼容模式，文档模式 ' + ie + '）' };
    }
    var legacyEdge = versionAfter(/Edge\/(\d+)/);
    if (legacyEdge) {
      return { kind: 'legacy-edge', version: legacyEdge, name: 'Microsoft Edge 旧版 ' + legacyEdge };
    }
    var chromium = versionAfter(/(?:Chrome|Chromium|HeadlessChrome)\/(\d+)/);
    if (chromium) {
      return { kind: 'chromium', version: chromium, name: 'Chromium ' + chromium + ' 内核' };
    }
    var firefox = versionAfter(/Firefox\/(\d+)/);
    if (firefox) {
      return { kind: 'firefox', version: firefox, name: 'Firefox ' + firefox };
    }
    return { kind: 'other', version: null, name: '未能识别（' + navigator.userAgent + '）' };
  }

  function clear() {
    while (place.firstChild) {
      place.removeChild(place.firstChild);
    }
  }

  function add(tag, text) {
    var element = document.createElement(tag);
    element.appendChild(document.createTextNode(text));
    place.appendChild(element);
    return element;
  }

  function refuse(title, lines) {
    if (state !== 'opening') {
      return;
    }
    state = 'refused';
    clear();
    place.setAttribute('aria-live', 'assertive');
    add('h1', title);
    add('p', '当前浏览器：' + browser.name + '。');
    for (var i = 0; i < lines.length; i += 1) {
      add('p', lines[i]);
    }
  }

  function refuseTooOld() {
    if (browser.kind === 'ie') {
      refuse('当前处于 IE 兼容模式，无法打开年报编制器', [
        '使用360安全浏览器等双核浏览器的，请点击地址栏右侧的“兼容模式”图标，切换为“极速模式”；使用 Edge 浏览器 IE 模式的，请退出 IE 模式后重新打开。',
        ADVICE
      ]);
    } else {
      refuse('当前浏览器版本过低，无法打开年报编制器', [ADVICE]);
    }
  }

  function refuseWithoutWebAssembly() {
    refuse('当前浏览器未启用 WebAssembly，无法打开年报编制器', [
      '该功能可能已被浏览器设置或者本单位的安全策略停用，请联系信息化管理人员启用。',
      ADVICE
    ]);
  }

  function failed(reason) {
    if (hasPageOfProduct()) {
      started();
      return;
    }
    var text = reason && reason.message ? reason.message : String(reason);
    var lines = ['原因：' + text];
    if (/unsafe-eval|disallowed by embedder/.test(text)) {
      lines.push('发布本页面的网站设置了安全策略（Content-Security-Policy），禁止运行 WebAssembly。请网站管理人员在 script-src 中增加 \'unsafe-eval\'。');
    }
    // Once the product itself has run, this script cannot know what it did.
    var productRan = typeof WebAssembly === 'object' && reason instanceof WebAssembly.RuntimeError;
    lines.push((productRan ? '' : KEPT) + '请刷新页面重试；仍然无法打开的，请将以上内容告知信息化管理人员。');
    refuse('年报编制器未能启动', lines);
  }

  // When the product crashes, page/crash.js puts a page of its own beside ours into the body.
  function hasPageOfProduct() {
    for (var node = document.body.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 1 && node !== place && !/^(SCRIPT|NOSCRIPT|STYLE)$/.test(node.tagName)) {
        return true;
      }
    }
    return false;
  }

  function started() {
    if (state === 'opening') {
      state = 'started';
      window.onerror = null;
      place.parentNode.removeChild(place);
    }
  }

  var browser = identify();

  // What a start script uses: whether to start at all, and where to report how it went.
  window.nianbaoBoot = {
    usable: false,
    failed: failed,
    started: started,
    // Replaces 正在打开…… while the other form of the page is being opened.
    announce: function (text) {
      if (state === 'opening') {
        clear();
        add('p', text);
      }
    }
  };

  if (browser.kind === 'ie' || browser.kind === 'legacy-edge' ||
      (browser.kind === 'chromium' && browser.version < OLDEST_CHROMIUM)) {
    refuseTooOld();
  } else if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiate !== 'function') {
    if (typeof Promise !== 'function' || typeof Symbol !== 'function') {
      refuseTooOld();
    } else {
      refuseWithoutWebAssembly();
    }
  } else {
    window.nianbaoBoot.usable = true;
    add('p', '正在打开……');
  }

  // A script that does not even parse reaches us only here; true keeps a refused browser quiet about it.
  window.onerror = function (message) {
    failed(message);
    return state === 'refused';
  };

  // Trunk starts the product itself and announces it so.
  if (window.addEventListener) {
    window.addEventListener('TrunkApplicationStarted', started);
  }

  // Leptos queues property updates here; Chromium before 71 does not have it and would lose them silently.
  if (typeof window.queueMicrotask !== 'function' && typeof Promise === 'function') {
    window.queueMicrotask = function (task) {
      Promise.resolve().then(task);
    };
  }
})();
