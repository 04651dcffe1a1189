// What a restless hand sees before it does the next thing, and whether what it sees is true. Runs inside the page, on
// Chromium 66 as well: no `?.`, no `??`. Only looks.

var SEEN = "button,summary,a[href],input,select,textarea,[data-goto],[data-finding],[data-import-target],[role=dialog] p";

// A name by which the same thing is found again in another run: without what is made by chance, as the drafts' names are.
function nameOf(element) {
  var name = element.tagName.toLowerCase();
  ["data-action", "data-cell", "data-section", "data-field", "data-goto", "data-finding", "data-option", "data-import-as",
    "data-compare", "data-version", "type"].forEach(function (attribute) {
    var value = element.getAttribute(attribute);
    if (value) name += "[" + attribute + "=" + value + "]";
  });
  var part = element.closest("[data-part],[data-finding],[role=dialog],[role=status],[role=alert],header,nav,aside,main");
  if (part && part !== element) {
    name += " in " + (part.getAttribute("data-part") || part.getAttribute("data-finding") || part.getAttribute("role") || part.tagName.toLowerCase());
  }
  return name;
}

function isLive(element) {
  return !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.getAttribute("type") !== "file";
}

// What can be pressed where it is now, with its name and a point of it.
function controls() {
  var times = {}, found = [];
  Array.prototype.forEach.call(document.querySelectorAll(SEEN), function (element) {
    var box = element.getBoundingClientRect();
    if (!box.width || !box.height || !isLive(element)) return;
    var left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    var top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (left >= right || top >= bottom) return;
    var x = (left + right) / 2, y = (top + bottom) / 2;
    var hit = document.elementFromPoint(x, y);
    if (!hit || !element.contains(hit)) return;
    var name = nameOf(element);
    times[name] = (times[name] || 0) + 1;
    if (times[name] > 1) name += " #" + times[name];
    var kind = element.matches("[data-cell]") ? "cell" : element.matches("input:not([type=radio]):not([type=checkbox]),textarea,[contenteditable]") ? "text" : "control";
    found.push([name, x, y, kind]);
  });
  return found;
}

function valueOf(selector) {
  var element = document.querySelector(selector);
  return element ? String(element.value) : "";
}

// The report as it stands on the screen.
function report() {
  var cells = {}, totals = [], prose = {}, fields = {};
  document.querySelectorAll("[data-cell]").forEach(function (cell) {
    var name = cell.getAttribute("data-cell");
    cells[name] = "value" in cell ? cell.value : cell.textContent;
    if (/(^|\.)(total|handled_total\..*)$/.test(name)) totals.push(name);
  });
  document.querySelectorAll("[data-section]").forEach(function (area) { prose[area.getAttribute("data-section")] = area.value; });
  document.querySelectorAll("[data-field]").forEach(function (field) { fields[field.getAttribute("data-field")] = field.value; });
  var findings = [];
  document.querySelectorAll("[data-finding]").forEach(function (finding) {
    findings.push([finding.getAttribute("data-finding"), finding.getAttribute("data-severity"), finding.getAttribute("data-location")].join(" "));
  });
  return { cells: cells, totals: totals, prose: prose, fields: fields, findings: findings.sort() };
}

// How what is stored differs from a report on the screen, of the draft that agrees most; nothing if it agrees.
function unlikeStored(shown) {
  var best = null, key, at;
  for (at = 0; at < localStorage.length; at += 1) {
    key = localStorage.key(at);
    if (key.indexOf("nianbao.draft.") !== 0) continue;
    var draft;
    try { draft = JSON.parse(localStorage.getItem(key)).draft; } catch (error) { continue; }
    if (!draft) continue;
    var unlike = differences(draft, shown);
    if (!unlike.length) return "";
    if (best === null || unlike.length < best.length) best = unlike;
  }
  return best === null ? "nothing is stored at all" : best.slice(0, 4).join("; ");
}

function differences(draft, shown) {
  var unlike = [], cells = draft.cells || {}, sections = draft.sections || {};
  Object.keys(shown.cells).forEach(function (name) {
    var stored = cells[name];
    // A total is stored where somebody has stated it only.
    if (stored === undefined && shown.totals.indexOf(name) >= 0) return;
    if (shown.cells[name] !== (stored === undefined ? "" : String(stored))) unlike.push(name + ": " + shown.cells[name] + ", stored " + stored);
  });
  Object.keys(shown.prose).forEach(function (name) {
    var stored = String(sections[name] || "").replace(/\r\n?/g, "\n");
    if (shown.prose[name] !== stored) unlike.push(name + ": " + shown.prose[name].slice(0, 60) + ", stored " + stored.slice(0, 60));
  });
  if (shown.fields.organ !== (draft.organ || "")) unlike.push("organ: " + shown.fields.organ + ", stored " + draft.organ);
  return unlike;
}

// A look around after a gesture, before the next one; not always at all that can be pressed, which takes longest.
function look(wholly) {
  var statuses = document.querySelectorAll(".nb-status[data-status],[data-status]");
  var editor = !!document.querySelector("[data-cell]");
  var status = statuses.length ? statuses[0].getAttribute("data-status") : "";
  var focus = document.activeElement;
  var asked = !!window.journeysAsks;
  window.journeysAsks = false;
  var crash = document.querySelector(".nb-crash");
  return {
    crashed: crash ? crash.textContent.slice(0, 200) : "",
    ready: !!document.body && document.body.getAttribute("data-ready") === "true",
    status: status,
    statuses: statuses.length,
    editor: editor,
    modal: !!document.querySelector("[aria-modal=true]"),
    focus: !focus || focus === document.body || focus === document.documentElement ? "" : nameOf(focus),
    typable: !!focus && /^(INPUT|TEXTAREA)$/.test(focus.tagName) && !focus.readOnly && !focus.disabled,
    asked: asked,
    unlike: editor && status === "saved" ? unlikeStored(report()) : "",
    controls: wholly ? controls() : null
  };
}

window.journeysEyes = { look: look, report: report, unlikeStored: unlikeStored };
