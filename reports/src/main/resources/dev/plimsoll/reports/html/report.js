(() => {
  const steps = [...document.querySelectorAll(".step")];
  const keys = document.getElementById("keys");
  const search = document.getElementById("search");
  const output = document.querySelector('output[for="search"]');
  let current = null;
  let found = [];

  const linked = (id) => document.querySelectorAll(`[data-step="${CSS.escape(id)}"]`);

  const show = (step) => {
    if (current === step) return;
    if (current) {
      current.classList.remove("current");
      for (const link of linked(current.id)) link.classList.remove("current");
    }
    current = step;
    step.classList.add("current");
    for (const link of linked(step.id)) link.classList.add("current");
  };

  const isHidden = (step) => step.matches(".brief > .hears");

  // A step that is asked for is shown, and those that are hidden with it.
  const uncover = (step) => {
    if (!isHidden(step)) return;
    step.parentElement.classList.remove("brief");
    document.querySelector(`[data-steps="${step.parentElement.id}"]`).checked = false;
  };

  for (const box of document.querySelectorAll("[data-steps]")) {
    box.checked = false;
    box.addEventListener("change", () =>
      document.getElementById(box.dataset.steps).classList.toggle("brief", box.checked),
    );
  }

  const go = (step, block = "nearest", focus = true) => {
    uncover(step);
    history.replaceState(null, "", "#" + step.id);
    show(step);
    if (focus) step.focus({ preventScroll: true });
    step.scrollIntoView({ block });
  };

  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains("step")) {
      uncover(target);
      show(target);
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center" });
    }
  };

  const move = (by) => {
    const shown = steps.filter((step) => !isHidden(step));
    const from = current ? shown.indexOf(current) : by > 0 ? -1 : shown.length;
    const step = shown[Math.min(Math.max(from + by, 0), shown.length - 1)];
    if (step) go(step);
  };

  // Lanes: a lane that is hidden gives its place to those after it. Every shape says which lane its
  // first point is in, and which the others are in.
  const charts = new Map();
  for (const choice of document.querySelectorAll("fieldset[data-chart]")) {
    const chart = document.getElementById(choice.dataset.chart);
    const boxes = [...choice.querySelectorAll("input")];
    const shapes = [...chart.querySelectorAll("[data-from]")].map((group) => ({
      group,
      from: Number(group.dataset.from),
      to: Number(group.dataset.to),
      text: group.querySelector("title").textContent.toLowerCase(),
      parts: [...group.querySelectorAll("path, circle, text")].map((part) => ({
        part,
        path: part.getAttribute("d"),
        x: Number(part.getAttribute("cx") ?? part.getAttribute("x")),
      })),
    }));
    const lay = () => {
      const lane = Number(chart.dataset.lane);
      let hidden = 0;
      const shift = boxes.map((box) => (box.checked ? -lane * hidden : -lane * hidden++));
      const heads = chart.querySelectorAll(".lanes .lane");
      const lives = chart.querySelectorAll(".life");
      boxes.forEach((box, i) => {
        heads[i].hidden = !box.checked;
        lives[i].style.display = box.checked ? "" : "none";
        lives[i].setAttribute("transform", `translate(${shift[i]})`);
      });
      for (const { group, from, to, parts } of shapes) {
        const isShown = boxes[from].checked && boxes[to].checked;
        group.style.display = isShown ? "" : "none";
        if (!isShown) continue;
        const ends = /waiting|dropped/.test(group.className.baseVal) ? from : to;
        for (const { part, path, x } of parts) {
          if (path === null) {
            const isLabel = part.tagName === "text" && !/dropped|write/.test(group.className.baseVal);
            const moved = x + shift[isLabel ? from : ends];
            part.setAttribute(part.hasAttribute("cx") ? "cx" : "x", moved);
          } else {
            let points = 0;
            const stays = path.indexOf("l");
            part.setAttribute(
              "d",
              path.replace(/(-?\d+) (-?\d+)/g, (pair, px, y, at) =>
                stays >= 0 && at > stays
                  ? pair
                  : `${Number(px) + shift[stays >= 0 || points++ > 0 ? ends : from]} ${y}`,
              ),
            );
          }
        }
      }
      const svg = chart.querySelector("svg");
      svg.setAttribute("width", lane * (boxes.length - hidden));
    };
    choice.addEventListener("change", lay);
    charts.set(chart, { boxes, shapes, lay });
  }

  // Lanes in which something that is searched for is hidden are shown again.
  const reveal = (words, id) => {
    for (const { boxes, shapes, lay } of charts.values()) {
      let isHidden = false;
      for (const { group, from, to, text } of shapes) {
        if (group.dataset.step !== id || !text.includes(words)) continue;
        for (const box of [boxes[from], boxes[to]]) {
          isHidden ||= !box.checked;
          box.checked = true;
        }
      }
      if (isHidden) lay();
    }
  };

  const texts = steps.map((step) => {
    const copy = step.querySelector(".event").cloneNode(true);
    for (const details of copy.querySelectorAll("details")) details.remove();
    return copy.textContent.toLowerCase();
  });

  const find = () => {
    const words = search.value.trim().toLowerCase();
    found = words ? steps.filter((_, i) => texts[i].includes(words)) : [];
    for (const step of steps) step.classList.toggle("found", found.includes(step));
    for (const { shapes } of charts.values())
      for (const { group, text } of shapes)
        group.classList.toggle("found", words !== "" && text.includes(words));
    output.textContent = !words ? "" : found.length === 0 ? "nothing found" : `${found.length} found`;
    if (found.length > 0) {
      go(found[0], "center", false);
      reveal(words, found[0].id);
    }
  };

  const next = (by) => {
    if (found.length === 0) return;
    const place = (found.indexOf(current) + by + found.length) % found.length;
    go(found[place], "center", false);
    reveal(search.value.trim().toLowerCase(), found[place].id);
    output.textContent = `${place + 1} of ${found.length}`;
  };

  if (search) {
    search.form.addEventListener("submit", (event) => event.preventDefault());
    search.addEventListener("input", find);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") next(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") {
        search.value = "";
        find();
        search.blur();
      }
    });
  }

  for (const bar of document.querySelectorAll(".zoom")) {
    const svg = document.getElementById(bar.dataset.figure).querySelector("svg");
    const [width, height] = [svg.getAttribute("width"), svg.getAttribute("height")].map(Number);
    let scale = 1;
    bar.addEventListener("click", (event) => {
      const factor = event.target.dataset.zoom;
      if (factor === undefined) return;
      scale = Number(factor) === 0 ? 1 : Math.min(4, Math.max(0.2, scale * Number(factor)));
      svg.setAttribute("width", Math.round(width * scale));
      svg.setAttribute("height", Math.round(height * scale));
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=search]")) return;
    if (event.key === "?") {
      if (keys.open) keys.close();
      else keys.showModal();
    } else if (keys.open) {
      return;
    } else if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "j" || (event.key === "ArrowDown" && event.target === current)) {
      event.preventDefault();
      move(1);
    } else if (event.key === "k" || (event.key === "ArrowUp" && event.target === current)) {
      event.preventDefault();
      move(-1);
    } else if (event.key === "s" && current) {
      const state = current.querySelector(".event > details");
      if (state) state.open = !state.open;
    }
  });
  for (const step of steps) step.addEventListener("focusin", () => show(step));
  window.addEventListener("hashchange", follow);
  follow();
})();
