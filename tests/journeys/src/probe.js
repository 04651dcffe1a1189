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

// Whether the middle of an element can be seen, not covered by anything.
function isInView(selector) {
  var box = document.querySelector(selector).getBoundingClientRect();
  var hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return !!hit && document.querySelector(selector).contains(hit);
}

function attributes(selector, name) {
  return all(selector).map(function (element) { return element.getAttribute(name) || ""; });
}

// Whether nothing lies over the element at a point.
function isOpenAt(element, x, y) {
  var hit = document.elementFromPoint(x, y);
  return !!hit && element.contains(hit);
}

function pointIn(element, across) {
  var box = element.getBoundingClientRect();
  return { x: box.left + box.width * (across === undefined ? 0.5 : across), y: box.top + box.height / 2 };
}

// Where an element is seen, or why it is not; with how far across it, from 0 to 1. What is folded away in a <details> is
// reached by its summary; what is out of view is scrolled to.
function place(selector, across) {
  var found = all(selector);
  if (!found.length) return { trouble: "there is none" };
  var seen = found.filter(isSeen);
  if (!seen.length) {
    var closed = found[0].closest("details:not([open])");
    var summary = closed && closed.querySelector("summary");
    if (!summary || !isSeen(summary)) return { trouble: "it is there but not seen" };
    if (!isOpenAt(summary, pointIn(summary).x, pointIn(summary).y)) {
      summary.scrollIntoView({ block: "center", behavior: "instant" });
    }
    var opens = pointIn(summary);
    opens.opens = true;
    return opens;
  }
  var element = seen[0];
  if (element.disabled || element.getAttribute("aria-disabled") === "true") return { trouble: "it is disabled" };
  var point = pointIn(element, across);
  if (!isOpenAt(element, point.x, point.y)) {
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    point = pointIn(element, across);
    if (!isOpenAt(element, point.x, point.y)) {
      var hit = document.elementFromPoint(point.x, point.y);
      return { trouble: "it is covered by " + (hit ? hit.outerHTML.slice(0, 120) : "nothing") };
    }
  }
  point.element = element;
  return point;
}

// Where to click an element, or why it cannot be clicked.
function clickPoint(selector, across) {
  var point = place(selector, across);
  var element = point.element;
  delete point.element;
  if (!element) return point;
  window.journeyClick = "none";
  window.addEventListener("click", function (event) {
    window.journeyClick = element.contains(event.target) ? "arrived" : "missed";
  }, { capture: true, once: true });
  return point;
}

// Where an element is seen.
function seenPoint(selector) {
  var point = place(selector);
  delete point.element;
  return point;
}

// Where to press so that a select box gets the focus without unfolding: on the words of its label.
function labelPoint(selector) {
  var control = document.querySelector(selector);
  var label = control && control.labels && control.labels[0];
  if (!label) return { trouble: "it has no label" };
  control.scrollIntoView({ block: "center", behavior: "instant" });
  var range = document.createRange(), words = document.createTreeWalker(label, NodeFilter.SHOW_TEXT), node;
  while ((node = words.nextNode())) {
    if (control.contains(node) || !node.data.trim()) continue;
    range.selectNodeContents(node);
    var box = range.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }
  return { trouble: "its label has no words" };
}

// How many options lie between the one that is chosen and the one that is wanted.
function optionsTo(selector, value) {
  var control = document.querySelector(selector), wanted = -1;
  Array.prototype.forEach.call(control.options, function (option, at) { if (option.value === value) wanted = at; });
  return wanted < 0 ? null : wanted - control.selectedIndex;
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

function focused() {
  var element = document.activeElement;
  return {
    tag: element ? element.tagName : "",
    cell: element && element.getAttribute("data-cell") || "",
    section: element && element.getAttribute("data-section") || "",
    field: element && element.getAttribute("data-field") || "",
    start: element && /^(INPUT|TEXTAREA)$/.test(element.tagName) ? element.selectionStart : null,
    end: element && /^(INPUT|TEXTAREA)$/.test(element.tagName) ? element.selectionEnd : null,
    length: element && /^(INPUT|TEXTAREA)$/.test(element.tagName) ? element.value.length : 0,
    editable: !!element && editable(element)
  };
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

// From now on it is noted what the page itself writes into an element; a composition must not be written into.
function watchWrites(selector) {
  var element = document.querySelector(selector);
  var native = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value");
  var watched = window.journeysWatched = { element: element, writes: [] };
  Object.defineProperty(element, "value", {
    configurable: true,
    get: function () { return native.get.call(element); },
    set: function (text) { watched.writes.push(String(text)); native.set.call(element, text); }
  });
}

// What was written since, what the element says, and whether it is still the one that was there.
function watchedWrites(selector, end) {
  var watched = window.journeysWatched;
  if (end) delete watched.element.value;
  return { writes: watched.writes.slice(), says: watched.element.value, same: document.querySelector(selector) === watched.element };
}

// Scratch page: a text box over all of it, which copies what it is told and notes what is pasted.
function offerScratch(markup, text, html) {
  document.body.innerHTML = markup;
  window.journeysPasted = null;
  window.journeysCopied = false;
  document.oncopy = function (event) {
    if (text === null) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html !== null) event.clipboardData.setData("text/html", html);
    window.journeysCopied = true;
  };
  document.onpaste = function (event) {
    window.journeysPasted = { text: event.clipboardData.getData("text/plain"), html: event.clipboardData.getData("text/html") };
  };
}

function targetHasFocus() {
  var target = document.getElementById("target");
  return document.hasFocus() && document.activeElement === target;
}

function hasCopied() {
  return window.journeysCopied;
}

function pasted() {
  return window.journeysPasted;
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
