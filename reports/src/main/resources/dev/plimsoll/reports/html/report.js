(() => {
  const steps = [...document.querySelectorAll(".step")];
  const keys = document.getElementById("keys");
  let current = null;

  const show = (step) => {
    if (current) current.classList.remove("current");
    for (const link of document.querySelectorAll(".chart a.current")) link.classList.remove("current");
    current = step;
    step.classList.add("current");
    const link = document.querySelector(`.chart a[data-step="${CSS.escape(step.id)}"]`);
    if (link) link.classList.add("current");
  };

  const go = (step) => {
    history.replaceState(null, "", "#" + step.id);
    show(step);
    step.focus({ preventScroll: true });
    step.scrollIntoView({ block: "nearest" });
  };

  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains("step")) {
      show(target);
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center" });
    }
  };

  const move = (by) => {
    const from = current ? steps.indexOf(current) : by > 0 ? -1 : steps.length;
    const step = steps[Math.min(Math.max(from + by, 0), steps.length - 1)];
    if (step) go(step);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") {
      if (keys.open) keys.close();
      else keys.showModal();
    } else if (keys.open) {
      return;
    } else if (event.key === "j") {
      move(1);
    } else if (event.key === "k") {
      move(-1);
    } else if (event.key === "s" && current) {
      const state = current.querySelector("details");
      if (state) state.open = !state.open;
    }
  });
  for (const step of steps) step.addEventListener("focusin", () => show(step));
  window.addEventListener("hashchange", follow);
  follow();
})();
