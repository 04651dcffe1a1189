// Starts the product from the module that this very file carries: packed, as base64 text, beside its unpacker.
(function () {
  'use strict';

  // The build writes here how many bytes the module has.
  var MODULE_LENGTH = parseInt('{{length}}', 10);

  var boot = window.nianbaoBoot;
  if (!boot.usable) {
    return;
  }

  function carried(id) {
    var carrier = document.getElementById(id);
    var text = carrier.textContent;
    // Nobody needs the text again.
    carrier.parentNode.removeChild(carrier);
    if (typeof Uint8Array.fromBase64 === 'function') {
      return Uint8Array.fromBase64(text);
    }
    var binary = atob(text);
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i += 1) {
      bytes[i] = binary.charCodeAt(i);
    }
    return bytes;
  }

  function damaged() {
    throw new Error('文件内容不完整或已损坏，请重新获取 nianbao.html');
  }

  // The browser's own unpacker takes half the time.
  function unpackedByBrowser(packed) {
    var stream = new DecompressionStream('deflate');
    var writer = stream.writable.getWriter();
    // What is wrong with the bytes is said by the other end as well.
    writer.write(packed).catch(function () {});
    writer.close().catch(function () {});
    return new Response(stream.readable).arrayBuffer().then(function (module) {
      return module.byteLength === MODULE_LENGTH ? module : damaged();
    }, damaged);
  }

  function unpackedByCarried(packed) {
    return WebAssembly.instantiate(carried('unpacker')).then(function (loaded) {
      var unpacker = loaded.instance.exports;
      var room = unpacker.room(packed.length);
      // The memory's buffer is another one whenever the memory has grown.
      new Uint8Array(unpacker.memory.buffer).set(packed, room);
      var at = unpacker.unpack(MODULE_LENGTH);
      return at ? new Uint8Array(unpacker.memory.buffer, at, MODULE_LENGTH) : damaged();
    });
  }

  try {
    var unpack = typeof DecompressionStream === 'function' ? unpackedByBrowser : unpackedByCarried;
    unpack(carried('packed')).then(function (module) {
      return wasm_bindgen({ module_or_path: module });
    }).then(boot.started, boot.failed);
  } catch (error) {
    boot.failed(error);
  }
})();
