// Fetches the live parts of a page again while the page is visible, and shows times in the reader's zone and language.
const page = document.documentElement.lang;
const language = navigator.languages.find(one => one.startsWith(page)) ?? page;
const zoneAt = at => new Intl.DateTimeFormat(language, { timeZoneName: "short" }).formatToParts(at).find(part => part.type === "timeZoneName").value;
// the times of a table or a list are in the zone of the page's "As of"
const show = root => root.querySelectorAll("time[datetime]").forEach(time => {
  const at = new Date(time.dateTime);
  time.title = time.dateTime;
  time.textContent = at.toLocaleString(language, { dateStyle: "short", timeStyle: "medium" });
  if (time.closest(".hint, #stale, dl")) time.textContent += ` ${zoneAt(at)}`;
});
show(document);
const zone = new Date().toLocaleString(language, { timeZoneName: "long" }).replace(/^.*\d\S*\s*(AM|PM)?\s*/, "");
document.getElementById("zone").textContent = `${Intl.DateTimeFormat().resolvedOptions().timeZone} (${zone})`;

for (const field of document.querySelectorAll("input[name=zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
}
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("input[type=search]").select();
    return;
  }
  const rows = [...document.querySelectorAll("table.found tbody a.status")];
  const at = rows.indexOf(document.activeElement);
  const step = event.key === "j" || at >= 0 && event.key === "ArrowDown" ? 1 : event.key === "k" || at >= 0 && event.key === "ArrowUp" ? -1 : 0;
  if (step && rows.length) {
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at + step))].focus();
  }
});
const all = document.getElementById("all");
if (all) {
  const ones = document.querySelectorAll("input[name=one]");
  all.hidden = false;
  all.addEventListener("change", () => ones.forEach(one => { one.checked = all.checked; }));
}

const live = document.getElementById("live");
const stale = document.getElementById("stale");
const isInUse = () => document.hidden || live.contains(document.activeElement)
  || [...live.querySelectorAll("input:not([type=hidden])")].some(input => input.value !== input.defaultValue);

const refresh = async () => {
  if (!isInUse()) {
    try {
      const answer = await fetch(live.dataset.from, { signal: AbortSignal.timeout(8000) });
      if (!answer.ok) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
      if (!isInUse()) {
        const said = live.querySelector(".said");
        const open = [...live.querySelectorAll("details[open]")].map(one => one.id);
        live.replaceChildren(...fresh.childNodes);
        open.forEach(id => document.getElementById(id)?.setAttribute("open", ""));
        if (said) live.querySelector("h1").after(said);
        show(live);
      }
      stale.hidden = true;
    } catch {
      const readAt = stale.querySelector("time");
      readAt.setAttribute("datetime", live.querySelector(".read-at").dateTime);
      show(stale);
      stale.hidden = false;
    }
  }
  setTimeout(refresh, live.dataset.every * 1000);
};
if (live) setTimeout(refresh, live.dataset.every * 1000);
