// Starts the product from the module that this very file carries as base64 text.
(function () {
  'use strict';

  var boot = window.nianbaoBoot;
  if (!boot.usable) {
    return;
  }
  try {
    var carrier = document.getElementById('wasm');
    var binary = atob(carrier.textContent);
    // The text is some megabytes that nobody needs again.
    carrier.parentNode.removeChild(carrier);
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i += 1) {
      bytes[i] = binary.charCodeAt(i);
    }
    wasm_bindgen({ module_or_path: bytes.buffer }).then(boot.started, boot.failed);
  } catch (error) {
    boot.failed(error);
  }
})();
