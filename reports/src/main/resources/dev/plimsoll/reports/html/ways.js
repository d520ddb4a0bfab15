(() => {
  for (const input of document.querySelectorAll("[data-ways]")) {
    const ways = [...document.getElementById(input.dataset.ways).children];
    const texts = ways.map((way) => way.textContent.toLowerCase());
    const output = input.form.querySelector("output");
    input.form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", () => {
      const words = input.value.trim().toLowerCase();
      ways.forEach((way, i) => {
        way.hidden = !texts[i].includes(words);
      });
      const shown = ways.filter((way) => !way.hidden);
      output.textContent = words === "" ? "" : `${shown.length} of ${ways.length}`;
      if (words !== "" && shown.length > 0 && !shown.some((way) => way.open)) shown[0].open = true;
    });
  }
})();
