// What is wrong with the layout of the screen, in words; a function body that runs inside the page.

function name(element) {
  var said = element.getAttribute("data-action") || element.getAttribute("data-cell") || element.textContent || element.value;
  return element.tagName.toLowerCase() + (element.className ? "." + String(element.className).split(" ")[0] : "") + " " + String(said).trim().slice(0, 30);
}

function isSeen(element) {
  if (!element.getClientRects().length || getComputedStyle(element).visibility === "hidden") return false;
  var folded = element.parentElement.closest("details:not([open])");
  return !folded || element === folded.querySelector("summary");
}

// The page gives the focus by another way than to these: a hidden input behind its button.
var CONTROLS = "button,select,textarea,summary,a[href],input:not([tabindex=\"-1\"])";
var troubles = [];
var root = document.scrollingElement;
var modal = document.querySelector("[aria-modal=true]");

if (root.scrollWidth > root.clientWidth) troubles.push("the page scrolls sideways: " + root.scrollWidth + " over " + root.clientWidth);
// Where the three columns stand side by side, each scrolls by itself and the bar stays in view.
if (innerWidth > 1100 && document.querySelector("[data-goto]") && root.scrollHeight > root.clientHeight) {
  troubles.push("the page scrolls beside its columns: " + root.scrollHeight + " over " + root.clientHeight);
}
Array.prototype.forEach.call(document.querySelectorAll("body *"), function (element) {
  var scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth;
  if (scrolls && element.clientWidth && !element.querySelector("table")) troubles.push(name(element) + " scrolls sideways");
});

Array.prototype.forEach.call((modal || document).querySelectorAll(CONTROLS), function (element) {
  // What stays in view over a table must not hide the cell that one goes to; the page itself sees to that.
  if (!isSeen(element) || element.disabled || element.closest("table")) return;
  element.scrollIntoView({ block: "center", inline: "nearest" });
  var box = element.getBoundingClientRect();
  if (element.matches("[data-section]") && element.scrollHeight > element.clientHeight) {
    troubles.push("the text of " + element.getAttribute("data-section") + " is cut off");
  }
  if (box.left < 0 || box.right > root.clientWidth) {
    troubles.push(name(element) + " reaches from " + box.left + " to " + box.right);
  }
  var x = box.left + box.width / 2, y = box.top + Math.min(box.height, root.clientHeight) / 2;
  var hit = document.elementFromPoint(x, y);
  if (!hit || !(element.contains(hit) || hit.contains(element) && hit.tagName === "LABEL")) {
    troubles.push(name(element) + " is covered by " + (hit ? name(hit) : "nothing, it lies outside"));
  }
});
return troubles;
