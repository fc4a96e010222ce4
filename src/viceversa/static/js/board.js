/**
 * Moving mentors by drag or by two clicks. It only asks for the page that "Move to…" leads to,
 * and shows it in a dialog; nothing is changed here, and without this file the links do the same.
 */

const board = document.querySelector("[data-move]");
const dialog = document.querySelector("#change");
let held = null; // the row whose mentor has been picked up

const cardOf = (target) => target.closest?.("[data-card]");

/** What pairing the mentor of one row with the mentee of another would mean. */
function ask(from, to) {
  if (!from || !to || from === to) return;
  const address = new URL(board.dataset.move, location.href);
  address.searchParams.set("mentor", from.dataset.mentor);
  address.searchParams.set("mentee", to.dataset.mentee);
  htmx.ajax("GET", address.pathname + address.search, { target: "#change" });
}

function hold(row) {
  held?.classList.remove("pairing-held");
  held = row;
  held?.classList.add("pairing-held");
}

function pick(event) {
  const card = cardOf(event.target);
  if (!card || event.target.closest("a, button")) return;
  const row = card.closest("tr");
  const from = held;
  hold(from ? null : row);
  ask(from, row);
}

function mark(row) {
  for (const other of board.querySelectorAll(".pairing-target")) {
    if (other !== row) other.classList.remove("pairing-target");
  }
  row?.classList.add("pairing-target");
}

/** Each page in the dialog is read from its heading on: a second Enter must not press its button. */
function begin() {
  const heading = dialog.querySelector("h1");
  heading.tabIndex = -1;
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  heading.focus();
}

/** Cards can be dragged only when somebody listens; a lock swaps its row, so this runs again. */
function prepare() {
  for (const card of board.querySelectorAll("[data-card]")) card.draggable = true;
}

if (board) {
  prepare();
  board.addEventListener("htmx:afterSwap", prepare);
  board.addEventListener("click", pick);
  board.addEventListener("dragstart", (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    hold(card.closest("tr"));
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector(".seat-name").textContent);
  });
  board.addEventListener("dragover", (event) => {
    const row = event.target.closest("tr[data-mentee]");
    if (!held || !row) return;
    event.preventDefault();
    mark(row);
  });
  board.addEventListener("drop", (event) => {
    event.preventDefault();
    ask(held, event.target.closest("tr[data-mentee]"));
  });
  board.addEventListener("dragend", () => {
    hold(null);
    mark(null);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hold(null));
}

if (dialog) {
  // Shown when its links work, which htmx sees to only when a page has settled.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === dialog) begin();
  });
  dialog.addEventListener("click", (event) => {
    const isLeaving = event.target === dialog || event.target.closest(".change-back");
    if (!isLeaving) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    hold(null);
    dialog.replaceChildren();
  });
}
