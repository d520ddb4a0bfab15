(() => {
  const rows = [...document.querySelectorAll(".routes tbody tr")];
  const parts = [...document.querySelectorAll("main .finding")];
  const searched = [...rows, ...parts];
  const texts = searched.map((each) => each.textContent.toLowerCase());
  const search = document.getElementById("search");
  const output = document.querySelector('output[for="search"]');

  const filter = () => {
    const words = search.value.trim().toLowerCase();
    searched.forEach((each, i) => {
      each.hidden = !texts[i].includes(words);
    });
    const shown = searched.filter((each) => !each.hidden).length;
    output.textContent = words === "" ? "" : `${shown} of ${searched.length}`;
  };

  const stops = () => {
    const shown = [];
    for (const part of parts) {
      if (part.hidden) continue;
      if (parts.length > 1) shown.push(part);
      else shown.push(...[...part.querySelectorAll(".way:not([hidden]) > summary")]);
    }
    for (const row of rows) {
      const link = row.querySelector("a");
      if (!row.hidden && link) shown.push(link);
    }
    return shown;
  };

  const move = (by) => {
    const all = stops();
    const from = all.findIndex((each) => each === document.activeElement || each.contains(document.activeElement));
    const next = all[from < 0 ? 0 : Math.min(Math.max(from + by, 0), all.length - 1)];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  };

  search.form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches?.("input")) {
      if (event.key === "Escape" && event.target === search) {
        search.value = "";
        filter();
        search.blur();
      }
    } else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j") {
      move(1);
    } else if (event.key === "k") {
      move(-1);
    }
  });
})();
