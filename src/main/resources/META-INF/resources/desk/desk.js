// The board fetches its table again and again while somebody looks at it; times are shown in the reader's zone.
const show = root => root.querySelectorAll("time").forEach(time => {
  const at = new Date(time.dateTime);
  time.title = time.dateTime;
  time.textContent = at.toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "medium" });
});
show(document);

const sets = document.getElementById("sets");
if (sets) {
  setInterval(async () => {
    if (document.hidden || sets.contains(document.activeElement)) return;
    const answer = await fetch(sets.dataset.from);
    if (answer.ok) sets.innerHTML = await answer.text();
  }, 5000);
}
