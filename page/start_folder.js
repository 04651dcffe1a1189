// Starts the product from the static folder; where the server withholds a file, opens the single file beside it.
(function () {
  'use strict';

  // The build writes the names of this very build here, so that files of two builds never meet.
  var GLUE = '{{glue}}';
  var MODULE = '{{wasm}}';
  var SINGLE_FILE = 'nianbao.html';

  var boot = window.nianbaoBoot;
  if (!boot.usable) {
    return;
  }

  var module = null;
  var givenUp = false;

  function openSingleFile() {
    boot.announce('正在打开单文件版（' + SINGLE_FILE + '）……');
    location.replace(SINGLE_FILE + location.search + location.hash);
  }

  // Asking first keeps the user from landing on the server's own "not found" page.
  function openSingleFileInstead(reason) {
    if (givenUp) {
      return;
    }
    givenUp = true;
    var request = new XMLHttpRequest();
    request.open('HEAD', SINGLE_FILE);
    request.onload = function () {
      if (request.status === 403 || request.status === 404) {
        boot.failed(reason);
      } else {
        openSingleFile();
      }
    };
    request.onerror = function () {
      boot.failed(reason);
    };
    request.send();
  }

  function startWhenBothAreHere() {
    if (module && typeof wasm_bindgen === 'function') {
      wasm_bindgen({ module_or_path: module }).then(boot.started, boot.failed);
    }
  }

  function isModule(bytes) {
    return bytes.length > 8 && bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
  }

  function loadGlue() {
    var script = document.createElement('script');
    script.onload = function () {
      if (typeof wasm_bindgen === 'function') {
        startWhenBothAreHere();
      } else {
        openSingleFileInstead('服务器提供的 ' + GLUE + ' 内容不正确');
      }
    };
    script.onerror = function () {
      openSingleFileInstead('服务器未提供 ' + GLUE);
    };
    script.src = GLUE;
    document.body.appendChild(script);
  }

  function loadModule() {
    var request = new XMLHttpRequest();
    request.open('GET', MODULE);
    request.responseType = 'arraybuffer';
    request.onload = function () {
      // The content counts, not the MIME type: a server may call it anything, or answer with an error page.
      if (request.status === 200 && isModule(new Uint8Array(request.response))) {
        module = request.response;
        startWhenBothAreHere();
      } else {
        openSingleFileInstead('服务器未提供 ' + MODULE + '（状态码 ' + request.status + '）');
      }
    };
    request.onerror = function () {
      openSingleFileInstead('无法读取 ' + MODULE);
    };
    request.send();
  }

  // From a disk a page may not read its neighbours.
  if (location.protocol === 'file:') {
    openSingleFile();
  } else {
    loadGlue();
    loadModule();
  }
})();
