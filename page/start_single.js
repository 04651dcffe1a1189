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
    var binary = atob(carrier.textContent);
    // Nobody needs the text again.
    carrier.parentNode.removeChild(carrier);
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i += 1) {
      bytes[i] = binary.charCodeAt(i);
    }
    return bytes;
  }

  function unpacked(unpacker) {
    var packed = carried('packed');
    var room = unpacker.room(packed.length);
    // The memory's buffer is another one whenever the memory has grown.
    new Uint8Array(unpacker.memory.buffer).set(packed, room);
    var at = unpacker.unpack(MODULE_LENGTH);
    if (!at) {
      throw new Error('文件内容不完整或已损坏，请重新获取 nianbao.html');
    }
    return new Uint8Array(unpacker.memory.buffer, at, MODULE_LENGTH);
  }

  try {
    WebAssembly.instantiate(carried('unpacker')).then(function (loaded) {
      return wasm_bindgen({ module_or_path: unpacked(loaded.instance.exports) });
    }).then(boot.started, boot.failed);
  } catch (error) {
    boot.failed(error);
  }
})();
