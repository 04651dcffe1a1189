// Looks at a page and acts on its elements. Runs inside the page, on Chromium 66 as well: no `?.`, no `??`.

function all(selector, root) {
  return Array.prototype.slice.call((root || document).querySelectorAll(selector));
}

function isSeen(element) {
  if (!element.getClientRects().length) return false;
  // New versions lay out what a closed <details> hides, old ones do not.
  var folded = element.parentElement && element.parentElement.closest("details:not([open])");
  if (folded && !(folded.querySelector("summary") || folded).contains(element)) return false;
  return getComputedStyle(element).visibility !== "hidden";
}

function count(selector) {
  return all(selector).length;
}

function countSeen(selector) {
  return all(selector).filter(isSeen).length;
}

function attributes(selector, name) {
  return all(selector).map(function (element) { return element.getAttribute(name) || ""; });
}

// Where to click an element, or why it cannot be clicked.
function clickPoint(selector) {
  var found = all(selector);
  if (!found.length) return { trouble: "there is none" };
  var seen = found.filter(isSeen);
  if (!seen.length) {
    var closed = found[0].closest("details:not([open])");
    var summary = closed && closed.querySelector("summary");
    if (!summary || !isSeen(summary)) return { trouble: "it is there but not seen" };
    summary.scrollIntoView({ block: "center", behavior: "instant" });
    var place = summary.getBoundingClientRect();
    return { opens: true, x: place.left + place.width / 2, y: place.top + place.height / 2 };
  }
  var element = seen[0];
  if (element.disabled || element.getAttribute("aria-disabled") === "true") return { trouble: "it is disabled" };
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  var box = element.getBoundingClientRect();
  var x = box.left + box.width / 2, y = box.top + box.height / 2;
  var hit = document.elementFromPoint(x, y);
  if (!hit || !element.contains(hit)) return { trouble: "it is covered by " + (hit ? hit.outerHTML.slice(0, 120) : "nothing") };
  window.journeyClick = "none";
  window.addEventListener("click", function (event) {
    window.journeyClick = element.contains(event.target) ? "arrived" : "missed";
  }, { capture: true, once: true });
  return { x: x, y: y };
}

// Whether the click that was prepared last went where it was meant to. A page that is gone has taken it.
function clickArrived() {
  return !("journeyClick" in window) || window.journeyClick === "arrived";
}

// What an element says: a control's value, or a text.
function textOf(element) {
  return "value" in element && element.tagName !== "LI" ? String(element.value) : element.textContent.trim();
}

function textsBy(attribute) {
  var texts = {};
  all("[" + attribute + "]").forEach(function (element) {
    var name = element.getAttribute(attribute);
    if (name in texts) throw new Error("two elements have " + attribute + "=" + name);
    texts[name] = textOf(element);
  });
  return texts;
}

function editable(element) {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !element.readOnly && !element.disabled;
}

function isEditable(selector) {
  var element = document.querySelector(selector);
  return !!element && editable(element);
}

// The value as the browser itself sets it, past any property that somebody put on the element.
function setNativeValue(element, text) {
  var kind = { INPUT: HTMLInputElement, TEXTAREA: HTMLTextAreaElement, SELECT: HTMLSelectElement }[element.tagName];
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(element, text);
}

function settle() {
  return new Promise(function (done) { setTimeout(done, 0); });
}

// Fills many controls as quickly as possible: focus, value, and the events that typing would have caused.
function setValues(pairs) {
  var missing = [];
  pairs.forEach(function (pair) {
    var element = document.querySelector(pair[0]);
    if (!element || !editable(element)) { missing.push(pair[0]); return; }
    element.focus();
    setNativeValue(element, pair[1]);
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return settle().then(function () { return missing; });
}

function focusOn(selector, select) {
  var element = document.querySelector(selector);
  if (!element) return false;
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  element.focus();
  if (select && element.select) element.select();
  return document.activeElement === element;
}

function focused() {
  var element = document.activeElement;
  return {
    tag: element ? element.tagName : "",
    cell: element && element.getAttribute("data-cell") || "",
    section: element && element.getAttribute("data-section") || "",
    field: element && element.getAttribute("data-field") || "",
    start: element && /^(INPUT|TEXTAREA)$/.test(element.tagName) ? element.selectionStart : null,
    end: element && /^(INPUT|TEXTAREA)$/.test(element.tagName) ? element.selectionEnd : null
  };
}

function setCaret(start, end) {
  document.activeElement.setSelectionRange(start, end);
}

function findings() {
  return all("[data-finding]").map(function (element) {
    return {
      code: element.getAttribute("data-finding") || "",
      severity: element.getAttribute("data-severity") || "",
      locations: (element.getAttribute("data-location") || "").split(/\s+/).filter(Boolean),
      text: element.textContent.trim().replace(/\s+/g, " ")
    };
  });
}

function messages() {
  return all("[role=status],[role=alert],[aria-live]").filter(isSeen).map(function (element) {
    return element.textContent.trim().replace(/\s+/g, " ");
  }).filter(Boolean);
}

function bodyText() {
  return document.body.innerText;
}

// A composition of an input method, as its events arrive; reports what the page wrote into the element meanwhile.
function compose(selector, states, result) {
  var element = document.querySelector(selector);
  var native = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value");
  var base = native.get.call(element), written = [], seen = [];
  function put(text, composing) {
    native.set.call(element, base + text);
    var event = new InputEvent("input", { bubbles: true, data: text, isComposing: composing, inputType: composing ? "insertCompositionText" : "insertFromComposition" });
    element.dispatchEvent(event);
  }
  element.focus();
  Object.defineProperty(element, "value", {
    configurable: true,
    get: function () { return native.get.call(element); },
    set: function (text) { written.push(String(text)); native.set.call(element, text); }
  });
  element.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true, data: "" }));
  return states.reduce(function (before, state) {
    return before.then(function () {
      element.dispatchEvent(new CompositionEvent("compositionupdate", { bubbles: true, data: state }));
      put(state, true);
      // Long enough for a saving or checking that waits for a pause in typing.
      return new Promise(function (done) { setTimeout(done, 400); });
    }).then(function () { seen.push(native.get.call(element)); });
  }, Promise.resolve()).then(function () {
    var during = written.slice();
    delete element.value;
    native.set.call(element, base + result);
    element.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: result }));
    put(result, false);
    return settle().then(function () {
      return { writes: during, seen: seen, last: native.get.call(element), same: document.querySelector(selector) === element };
    });
  });
}

// Scratch page: puts a text and a markup on the clipboard through a copy event.
function putOnClipboard(text, html) {
  document.body.innerHTML = "<p id=\"source\">x</p>";
  getSelection().selectAllChildren(document.getElementById("source"));
  function fill(event) {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html !== null) event.clipboardData.setData("text/html", html);
  }
  document.addEventListener("copy", fill);
  var done = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return done;
}

function offerPasteTarget(markup) {
  document.body.innerHTML = markup;
  document.getElementById("target").focus();
  return document.activeElement.id === "target";
}

// A table as a rectangle: a cell that spans several places says its text in each of them.
function grid(table) {
  var rows = [];
  Array.prototype.forEach.call(table.rows, function (row, r) {
    rows[r] = rows[r] || [];
    var c = 0;
    Array.prototype.forEach.call(row.cells, function (cell) {
      while (rows[r][c] !== undefined) c++;
      for (var down = 0; down < cell.rowSpan; down++) {
        rows[r + down] = rows[r + down] || [];
        for (var right = 0; right < cell.colSpan; right++) rows[r + down][c + right] = cell.textContent.trim();
      }
      c += cell.colSpan;
    });
  });
  return rows.map(function (row) { return Array.prototype.map.call(row, function (text) { return text === undefined ? "" : text; }); });
}

var BLOCKS = "h1,h2,h3,h4,h5,h6,p,div,li,blockquote,section,article,header,footer,main";

function readElement(root, title) {
  var blocks = all(BLOCKS, root).filter(function (element) {
    return !element.closest("table") && !element.querySelector(BLOCKS + ",table");
  }).map(function (element) {
    return { tag: element.tagName.toLowerCase(), text: element.textContent.replace(/^[\s\u3000]+|\s+$/g, "") };
  }).filter(function (block) { return block.text; });
  return {
    title: title,
    text: root.textContent,
    blocks: blocks,
    tables: all("table", root).filter(function (table) { return !table.querySelector("table"); }).map(grid)
  };
}

function readPasted() {
  return readElement(document.getElementById("target"), "");
}

function readMarkup(source) {
  var parsed = new DOMParser().parseFromString(source, "text/html");
  return readElement(parsed.body, parsed.title);
}

function valueOfTarget() {
  return document.getElementById("target").value;
}

// Scratch page: how some markup looks on a page without style, and where a style sheet takes the borders away.
function looksOf(source) {
  function bordered(reset) {
    document.body.innerHTML = (reset ? "<style>table,td{border:none;padding:0}</style>" : "") + "<div id=look></div>";
    var place = document.getElementById("look");
    place.innerHTML = source;
    var cells = all("td,th", place);
    return cells.length > 0 && cells.every(function (cell) {
      var style = getComputedStyle(cell);
      return style.borderTopStyle !== "none" && style.borderTopStyle !== "hidden" && parseFloat(style.borderTopWidth) > 0;
    });
  }
  var reset = bordered(true), borders = bordered(false);
  var place = document.getElementById("look");
  var prose = all("p", place).filter(function (p) { return /^[\s\u3000\u2003]*本报告/.test(p.textContent); })[0];
  var span = prose && (prose.querySelector("span") || prose);
  return {
    merged: all("td,th", place).filter(function (cell) { return cell.colSpan > 1 || cell.rowSpan > 1; }).length,
    borders: borders,
    reset: reset,
    indent: !!prose && (parseFloat(getComputedStyle(prose).textIndent) > 0 || /^[\u3000\u2003]{2}/.test(prose.textContent)),
    sizes: !!prose && parseFloat(getComputedStyle(span).fontSize) > 20
  };
}
