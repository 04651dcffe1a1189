// What surrounds a page on a desk, as Firefox lets it be played: the input method and the file chooser. Runs in the browser's
// own window, never in the page, which gets what a person's input method and chooser would give it.

function method() {
  if (!window.journeysMethod) {
    window.journeysMethod = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  }
  if (!window.journeysMethod.beginInputTransactionForTests(window)) throw new Error("there is no place for a text");
  return window.journeysMethod;
}

function compose(text) {
  var input = method();
  input.setPendingCompositionString(text);
  if (text) input.appendClauseToPendingComposition(text.length, input.ATTR_RAW_CLAUSE);
  input.setCaretInPendingComposition(text.length);
  input.flushPendingComposition();
}

function commit(text) {
  method().commitCompositionWith(text);
}

// The page has the keys again, if the browser's own bar had them.
function toPage() {
  Services.focus.setFocus(gBrowser.selectedBrowser, Services.focus.FLAG_NOSCROLL);
}

// The system's chooser is replaced by one that waits for an answer; the browser asks it after a press as it would the other.
function catchChoosers() {
  if (window.journeysChoosers) {
    window.journeysChoosers.open = null;
    return;
  }
  var choosers = window.journeysChoosers = { open: null };
  function Chooser() { this.chosen = []; }
  Chooser.prototype = {
    QueryInterface: ChromeUtils.generateQI(["nsIFilePicker"]),
    init: function (context, title, mode) { this.mode = mode; },
    appendFilters: function () {},
    appendFilter: function () {},
    appendRawFilter: function () {},
    isModeSupported: function () { return Promise.resolve(true); },
    close: function () {},
    get file() { return this.chosen[0] || null; },
    get fileURL() { return Services.io.newFileURI(this.chosen[0]); },
    get files() {
      var left = this.chosen.slice();
      return {
        QueryInterface: ChromeUtils.generateQI(["nsISimpleEnumerator"]),
        hasMoreElements: function () { return left.length > 0; },
        getNext: function () { return left.shift(); }
      };
    },
    open: function (callback) { choosers.open = { chooser: this, callback: callback }; }
  };
  var registrar = Components.manager.QueryInterface(Ci.nsIComponentRegistrar);
  var id = Components.ID(Services.uuid.generateUUID().toString());
  registrar.registerFactory(id, "", "@mozilla.org/filepicker;1", {
    createInstance: function (wanted) { return new Chooser().QueryInterface(wanted); }
  });
}

function chooserIsOpen() {
  return !!(window.journeysChoosers && window.journeysChoosers.open);
}

function answerChooser(paths) {
  var open = window.journeysChoosers.open;
  if (!open) throw new Error("no chooser is open");
  window.journeysChoosers.open = null;
  open.chooser.chosen = paths.map(function (path) {
    var file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
    file.initWithPath(path);
    return file;
  });
  open.callback.done(paths.length ? Ci.nsIFilePicker.returnOK : Ci.nsIFilePicker.returnCancel);
}
