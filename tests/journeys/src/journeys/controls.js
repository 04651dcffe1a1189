// Which controls are seen, by names that stay the same, and where they are. Only looks. A function body.

var CONTROLS = "button,summary,a[href],select,input[type=radio],input[type=checkbox],[data-goto],[data-option]";
var NAMED = ["data-action", "data-goto", "data-option", "data-import-as", "data-import-piece", "data-import-carry", "data-compare", "data-field"];

function isSeen(element) {
  if (!element.getClientRects().length || getComputedStyle(element).visibility === "hidden") return false;
  var folded = element.parentElement && element.parentElement.closest("details:not([open])");
  return !folded || element === folded.querySelector("summary");
}

function isLive(element) {
  return !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.getAttribute("type") !== "file";
}

function nameOf(element) {
  for (var at = 0; at < NAMED.length; at += 1) {
    var holder = element.closest("[" + NAMED[at] + "]");
    // The word of what it does, or of what it chooses; which draft or which state it is about is made by chance.
    if (!holder || holder !== element && NAMED[at] !== "data-action") continue;
    // Which of several files it is.
    var which = NAMED[at] === "data-import-piece" ? "" : holder.getAttribute(NAMED[at]);
    return NAMED[at].slice(5) + "=" + which;
  }
  var finding = element.closest("[data-finding]");
  if (finding && element.tagName === "BUTTON") return "finding=" + finding.getAttribute("data-finding");
  if (element.tagName === "SUMMARY" && finding) return "finding:explained";
  var said = element.getAttribute("aria-label") || element.textContent || element.value || "";
  return element.tagName.toLowerCase() + ":" + said.trim().replace(/[0-9]+/g, "0").slice(0, 12);
}

function seen() {
  var modal = document.querySelector("[aria-modal=true]");
  return Array.prototype.filter.call((modal || document).querySelectorAll(CONTROLS), function (element) {
    return isSeen(element) && isLive(element);
  });
}

function names() {
  var found = {};
  seen().forEach(function (element) { found[nameOf(element)] = true; });
  return Object.keys(found);
}

function pointOf(name) {
  var element = seen().filter(function (element) { return nameOf(element) === name; })[0];
  if (!element) return null;
  function point() {
    var box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }
  function open(at) {
    var hit = document.elementFromPoint(at.x, at.y);
    return !!hit && (element.contains(hit) || hit.tagName === "LABEL" && hit.contains(element));
  }
  if (!open(point())) element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  return open(point()) ? point() : { x: null, y: null };
}

function nameOfFocus(element) {
  return element.matches(CONTROLS) ? nameOf(element) : element.tagName;
}

// From now on each element that the focus comes to is noted, until it comes to one again or leaves the page.
function watchStops() {
  var watched = window.journeyStops = { elements: [document.activeElement], names: [], over: false };
  document.addEventListener("focusin", function (event) {
    if (watched.elements.indexOf(event.target) >= 0) watched.over = true;
    if (watched.over) return;
    watched.elements.push(event.target);
    watched.names.push(nameOfFocus(event.target));
  }, true);
  window.addEventListener("blur", function (event) {
    if (event.target === window) watched.over = true;
  }, true);
  return true;
}

function stops() {
  return { names: window.journeyStops.names, over: window.journeyStops.over };
}

function focused() {
  var element = document.activeElement;
  // After the last element comes the browser's own bar; the page still names the element that the focus has left.
  if (!element || element === document.body || !document.hasFocus()) return "";
  return nameOfFocus(element);
}

// What would tell that a press has changed something.
function state() {
  var texts = Array.prototype.map.call(document.querySelectorAll("[data-cell],[data-section],[data-field]"), function (element) { return element.value; });
  return JSON.stringify([names().sort(), !!document.querySelector("[aria-modal=true]"), texts]);
}

function trouble() {
  var crash = document.querySelector(".nb-crash");
  if (crash) return crash.textContent.slice(0, 200);
  return document.body.getAttribute("data-ready") === "true" ? "" : "the page is not ready";
}
