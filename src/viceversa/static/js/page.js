/** What every page does a little better with JavaScript. Nothing here is needed. */

const SENT_FOR = 8000; // milliseconds; a download leaves the page standing and may be asked for again

document.documentElement.classList.add("js");
document.querySelector("[data-errors]")?.focus();

/** A second tap on the same form sends nothing. The server holds without this, too. */
function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, SENT_FOR);
}

/** Coming back by the back button finds every form ready again. */
function forgetSent() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
}

document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", forgetSent);
