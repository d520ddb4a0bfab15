(() => {
  const element = (id) => document.getElementById(id);
  const message = element("message");
  let place = null;

  // Text of the model goes in as text, never as markup.
  const make = (tag, className, ...content) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const ask = async (question, parameters) => {
    const response = await fetch(`api/${question}?${new URLSearchParams(parameters)}`);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error ?? answer.title ?? response.statusText);
    return answer;
  };

  const say = (text) => {
    message.textContent = text;
  };

  const here = () => decodeURIComponent(location.hash.slice(1));

  const go = (path) => {
    if (here() === path) show();
    else location.hash = path;
  };

  const status = (tone, sign, words) => {
    const mark = make("span", "sign", sign);
    mark.setAttribute("aria-hidden", "true");
    return make("span", `status ${tone}`, mark, words);
  };

  const stepButton = (step) => {
    const button = make("button", "choice-step", make("span", "rule", step.action));
    button.type = "button";
    if (step.violates.length > 0) {
      button.classList.add("bad");
      button.append(status("bad", "✕", `violates “${step.violates[0]}”`));
    }
    const changes = step.changes.map((change) => make("li", "", change));
    if (step.more > 0) changes.push(make("li", "", `… ${step.more} more`));
    if (changes.length === 0) changes.push(make("li", "", "changes nothing"));
    button.append(make("ul", "", ...changes));
    button.addEventListener("click", () => go(step.path));
    return button;
  };

  const groups = (steps) => {
    const byActor = new Map();
    for (const step of steps) {
      if (!byActor.has(step.actor)) byActor.set(step.actor, []);
      byActor.get(step.actor).push(step);
    }
    return [...byActor].map(([actor, all]) => {
      const group = make("div", "group");
      if (actor) group.append(make("h3", "", make("span", "actor", actor)));
      group.append(...all.map(stepButton));
      return group;
    });
  };

  const row = (name, value, before) => {
    const head = make("th", "", name);
    head.scope = "row";
    const cell = make("td", "");
    if (before === null) cell.append(value);
    else cell.append(make("del", "", before), make("span", "arrow", " → "), make("ins", "", value));
    return make("tr", "", head, cell);
  };

  const claimRow = (claim) => {
    const isGood = claim.so;
    const words =
      claim.kind === "sometimes" ? (isGood ? "so here" : "not so here") : isGood ? "holds" : "violated";
    const tone = isGood ? "good" : claim.kind === "sometimes" ? "warn" : "bad";
    return make("li", "", status(tone, isGood ? "✓" : tone === "bad" ? "✕" : "○", words), ` ${claim.name}`);
  };

  const draw = () => {
    const trail = place.trail.map((step, i) => {
      const link = make("a", "", `${i}  `);
      if (step.actor) link.append(make("span", "actor", step.actor), " ");
      link.append(make("span", i === 0 ? "none" : "rule", step.action));
      link.href = "#" + step.path;
      if (i === place.trail.length - 1) link.setAttribute("aria-current", "step");
      return make("li", "", link);
    });
    element("trail").replaceChildren(...trail);
    const steps = groups(place.steps);
    if (steps.length === 0) steps.push(make("p", "none", "Nothing can happen any more."));
    if (place.trail.length === 1 && place.starts > 1) {
      const starts = [...Array(place.starts).keys()].map((i) => {
        const link = make("a", "", `${i}`);
        link.href = "#" + i;
        return link;
      });
      const list = make("p", "note", "The model may start in several states: ");
      for (const start of starts) list.append(start, " ");
      steps.unshift(list);
    }
    element("steps").replaceChildren(...steps);
    element("disabled-title").textContent = `What cannot, and why (${place.disabled.length})`;
    element("disabled")
      .querySelector("tbody")
      .replaceChildren(
        ...place.disabled.map((each) =>
          row((each.actor ? each.actor + ": " : "") + each.action, each.reason, null),
        ),
      );
    element("claims").replaceChildren(...place.claims.map(claimRow));
    element("state")
      .querySelector("tbody")
      .replaceChildren(...place.variables.map((it) => row(it.name, it.value, it.before)));
    element("itf").href = `api/itf?path=${place.path}`;
    element("link").href = "#" + place.path;
    element("back").disabled = place.trail.length === 1;
    document.title = document.title.replace(/^(\d+: )?/, `${place.trail.length - 1}: `);
  };

  const show = async () => {
    try {
      place = await ask("place", { path: here() });
      const taken = place.trail.length - 1;
      say(`${taken} ${taken === 1 ? "step" : "steps"} from the initial state; ${place.steps.length} can be taken.`);
      draw();
    } catch (error) {
      say(String(error.message));
    }
  };

  // Asks for a search; meanwhile tells how far it is, and lets it be cancelled.
  const search = async (question, parameters) => {
    const cancel = element("cancel");
    const tell = async () => {
      const { states, seconds } = await ask("progress", {});
      if (!cancel.hidden) say(`Searching ... ${states} states, ${seconds} s`);
    };
    say("Searching ...");
    cancel.hidden = false;
    const timer = setInterval(() => tell().catch(() => {}), 250);
    try {
      return await ask(question, { path: place.path, ...parameters });
    } finally {
      clearInterval(timer);
      cancel.hidden = true;
    }
  };

  const seek = async (question, parameters, what) => {
    try {
      const answer = await search(question, parameters);
      if (answer.path !== null) go(answer.path);
      else
        say(
          answer.bound === null
            ? `There is no ${what} from here on, in any of ${answer.states} states.`
            : `No ${what} among the nearest ${answer.states} states: ${answer.bound}; what lies beyond them was not looked at.`,
        );
    } catch (error) {
      say(String(error.message));
    }
  };

  // What is said of a claim from here on: its tone, its sign and its words.
  const verdict = (claim, far) => {
    const isFound = claim.path !== null;
    if (claim.undecided !== null) return ["warn", "○", `undecided: ${claim.undecided}`];
    if (claim.kind === "sometimes") return isFound ? ["good", "✓", "seen"] : ["warn", "○", `not seen ${far}`];
    if (claim.kind === "liveness" && isFound) {
      const end = claim.repeated === 0 ? "nothing happens any more" : `the last ${claim.repeated} steps are repeated for ever`;
      return ["bad", "✕", `violated: ${end}`];
    }
    if (isFound) return ["bad", "✕", "violated"];
    return ["good", "✓", claim.kind === "liveness" ? "holds from here on" : `holds ${far}`];
  };

  const judge = async () => {
    try {
      const answer = await search("claims", {});
      const far = answer.bound === null ? `in all ${answer.states} states` : `in the nearest ${answer.states} states`;
      element("claims").replaceChildren(
        ...answer.claims.map((claim) => {
          const item = make("li", "", status(...verdict(claim, far)), ` ${claim.name} `);
          if (claim.path !== null) {
            const link = make("a", "", "go there");
            link.href = "#" + claim.path;
            item.append(link);
          }
          return item;
        }),
      );
      say(`Claims from here on, ${far}${answer.bound === null ? "" : ": " + answer.bound}.`);
    } catch (error) {
      say(String(error.message));
    }
  };

  const back = () => {
    if (place.trail.length > 1) go(place.trail[place.trail.length - 2].path);
  };

  const restart = () => go(place.trail[0].path);

  const violation = () => seek("violation", {}, "violation");

  const move = (by) => {
    const buttons = [...document.querySelectorAll(".choice-step")];
    const from = buttons.indexOf(document.activeElement);
    const button = buttons[from < 0 ? 0 : Math.min(Math.max(from + by, 0), buttons.length - 1)];
    if (button) button.focus();
  };

  const commands = {
    j: () => move(1), k: () => move(-1), u: back, 0: restart, v: violation, c: judge,
    "/": () => element("wanted").focus(),
  };

  element("back").addEventListener("click", back);
  element("restart").addEventListener("click", restart);
  element("violation").addEventListener("click", violation);
  element("judge").addEventListener("click", judge);
  element("cancel").addEventListener("click", () => fetch("api/cancel", { method: "POST" }));
  element("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = element("wanted").value;
    seek("find", { wanted }, `state where ${wanted}`);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !place) return;
    if (event.target.matches("input")) {
      if (event.key === "Escape") event.target.blur();
    } else if (event.key === "Escape" && !element("cancel").hidden) {
      element("cancel").click();
    } else if (Object.hasOwn(commands, event.key)) {
      event.preventDefault();
      commands[event.key]();
    }
  });
  window.addEventListener("hashchange", show);
  show();
})();
