// Improves the public pages, which work without it: leaving at once, no entries in the history, nothing in the browser's memory
// of forms, and the proof of work. Keeps nothing anywhere.
const policy = window.trustedTypes ? window.trustedTypes.createPolicy("default", { createHTML: (markup) => markup }) : { createHTML: (markup) => markup };

// Leaving: blank first, since the network may be slow; the entry in the history is replaced.
function leave() {
  document.title = "\u200b";
  document.body.replaceChildren();
  document.documentElement.classList.add("hw-tell__gone");
  location.replace("/tell/leave");
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  leave();
}, true);
let taps = [];
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-leave]")) {
    event.preventDefault();
    leave();
    return;
  }
  if (!event.target.closest("a, button, input, label, textarea, select")) {
    taps = taps.filter((at) => event.timeStamp - at < 1000);
    taps.push(event.timeStamp);
    if (taps.length >= 3) {
      event.preventDefault();
      leave();
      return;
    }
  }
  const link = event.target.closest("a[href^='/tell']");
  if (link && !link.dataset.stay && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    turn(link.getAttribute("href"), {});
  }
}, false);

// Pages turn inside of this one, so that the history and the address keep one entry, and Back does not tell the way.
let turning = false;
async function turn(path, options) {
  if (turning) return;
  turning = true;
  try {
    const answer = await fetch(path, { cache: "no-store", credentials: "omit", redirect: "follow", referrerPolicy: "no-referrer", ...options });
    const page = new DOMParser().parseFromString(policy.createHTML(await answer.text()), "text/html");
    if (!page.querySelector("main")) throw new Error("no page");
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    document.title = page.title;
    document.body.replaceChildren(...page.body.childNodes);
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
    work();
  } catch {
    // The network failed: what was typed is still on the page.
    for (const button of document.querySelectorAll("button")) button.disabled = false;
  } finally {
    turning = false;
  }
}
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  event.preventDefault();
  if (turning) return;
  if (button?.value === "send") await proved(form);
  const fields = new URLSearchParams(new FormData(form, button));
  const size = Number(form.querySelector("[data-pad]")?.dataset.pad || 0);
  if (size) {
    // Whatever is answered, as many bytes leave.
    fields.set("pad", "");
    const short = size - (fields.toString().length % size);
    fields.set("pad", "x".repeat(short));
  }
  turn(form.getAttribute("action"), { method: "POST", body: fields });
});
// The proof is nearly always there before someone has written; a slow phone is given a few seconds more.
function proved(form) {
  const proof = form.querySelector("[data-proof]");
  const until = performance.now() + 6000;
  return new Promise((done) => {
    const look = () => (!proof || proof.value || performance.now() > until ? done() : setTimeout(look, 40));
    look();
  });
}
addEventListener("pagehide", () => {
  for (const field of document.querySelectorAll("textarea, input")) {
    if (field.type !== "hidden") field.value = "";
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) leave();
});

// Proof of work: a number for which SHA-256 of the form's secret and the number begins with 16 zero bits.
const K = new Uint32Array(64);
const START = new Uint32Array(8);
(function constants() {
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) { prime = false; break; }
    if (!prime) continue;
    if (found < 8) START[found] = (Math.sqrt(candidate) % 1) * 4294967296;
    K[found++] = (Math.cbrt(candidate) % 1) * 4294967296;
  }
})();
const W = new Uint32Array(64);
function startsWithZeros(text) {
  const length = text.length;
  const blocks = Math.ceil((length + 9) / 64);
  const state = START.slice();
  for (let block = 0; block < blocks; block++) {
    W.fill(0);
    for (let at = 0; at < 64; at++) {
      const index = block * 64 + at;
      const byte = index < length ? text.charCodeAt(index) : index === length ? 128 : 0;
      W[at >> 2] |= byte << (24 - 8 * (at & 3));
    }
    if (block === blocks - 1) W[15] = length * 8;
    for (let t = 16; t < 64; t++) {
      const a = W[t - 15], b = W[t - 2];
      W[t] = (W[t - 16] + W[t - 7] + (((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3))
        + (((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const one = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
      const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }
  return state[0] >>> 16 === 0;
}
function work() {
  const field = document.querySelector("[data-proof]");
  if (!field) return;
  const secret = field.dataset.proof;
  let number = 0;
  const some = () => {
    if (!field.isConnected) return;
    const until = performance.now() + 12;
    while (performance.now() < until) {
      for (let tries = 0; tries < 50; tries++, number++) {
        if (startsWithZeros(`${secret}:${number}`)) {
          field.value = String(number);
          return;
        }
      }
    }
    setTimeout(some, 0);
  };
  some();
}
work();
document.documentElement.classList.add("hw-scripts");
