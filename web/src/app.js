// Improves pages that work without it: leaving at once, counting, drafts, keys in queues, one submission per click.

import "./trust.js";
import "htmx.org/dist/htmx.esm.js";

// Leaving at once. The page is blanked first, since the network may be slow.
function hide() {
  document.documentElement.hidden = true;
  document.title = "\u200b";
  location.replace(document.body.dataset.hide || "/calendar");
}
let lastEscape = -Infinity;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - lastEscape < 1000) {
    event.preventDefault();
    hide();
    return;
  }
  lastEscape = event.timeStamp;
  closeMenus();
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-hide-now]")) {
    event.preventDefault();
    hide();
    return;
  }
  const menu = event.target.closest(".hw-menu");
  closeMenus(menu);
});
function closeMenus(but) {
  for (const menu of document.querySelectorAll(".hw-menu[open]")) {
    if (menu === but) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

// How many characters are left.
function count(area) {
  const words = document.getElementById(`${area.id}-count`);
  if (!words) return;
  const left = Number(area.dataset.max) - area.value.length;
  words.textContent = `${Math.abs(left).toLocaleString(document.documentElement.lang)} ${left < 0 ? words.dataset.over : words.dataset.left}`;
  words.classList.toggle("hw-count--over", left < 0);
}
document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-max]")) count(event.target);
});

// One submission per click: the server keeps a repeated one to one record; this keeps it from being sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// Whether a draft was kept.
document.addEventListener("htmx:afterRequest", (event) => {
  const words = event.target.closest?.("[data-draft]");
  if (words) words.textContent = event.detail.successful ? words.dataset.kept : words.dataset.lost;
});

// Keys in queues: j and k move, enter opens.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "j" && event.key !== "k") return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const links = [...document.querySelectorAll("[data-keys] tbody tr")].map((row) => row.querySelector("a")).filter(Boolean);
  if (links.length === 0) return;
  const now = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = event.key === "j" ? Math.min(now + 1, links.length - 1) : Math.max(now - 1, 0);
  links[next].focus();
  links[next].closest("tr").scrollIntoView({ block: "nearest" });
  event.preventDefault();
});

function ready() {
  document.querySelector("[data-focus]")?.focus();
  document.querySelectorAll("textarea[data-max]").forEach(count);
}
// A deferred script: the page is there.
ready();

// A password can be looked at while one types it.
for (const place of document.querySelectorAll("[data-password]")) {
  const input = place.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "usa-button hw-button hw-button--quiet";
  button.setAttribute("aria-controls", input.id);
  const show = (seen) => {
    input.type = seen ? "text" : "password";
    button.textContent = seen ? place.dataset.hideText : place.dataset.show;
    button.setAttribute("aria-pressed", String(seen));
  };
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form.addEventListener("submit", () => show(false));
  input.after(button);
}
