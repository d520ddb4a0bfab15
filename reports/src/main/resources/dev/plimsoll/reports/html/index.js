(() => {
  const rows = [...document.querySelectorAll("#runs tbody tr")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const boxes = [...document.querySelectorAll(".choice input")];
  const search = document.getElementById("search");
  const output = document.querySelector('output[for="search"]');

  const filter = () => {
    const words = search.value.trim().toLowerCase();
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    rows.forEach((row, i) => {
      row.hidden = !wanted.has(row.dataset.word) || !texts[i].includes(words);
    });
    const shown = rows.filter((row) => !row.hidden).length;
    output.textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
  };

  const move = (by) => {
    const links = rows.filter((row) => !row.hidden).map((row) => row.querySelector("a"));
    const from = links.indexOf(document.activeElement);
    const link = links[from < 0 ? 0 : Math.min(Math.max(from + by, 0), links.length - 1)];
    if (link) link.focus();
  };

  search.form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key === "Escape") {
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
