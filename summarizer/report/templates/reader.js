// The reader: opens a passage in its article, lights it up, and brings the reader back to where they came from.
const reader = (() => {
  const pane = byId("articles");
  const scroll = byId("scroll");
  const card = byId("passage");
  const rest = [document.querySelector(".masthead"), byId("main")];
  const beside = matchMedia(document.body.classList.contains("many") ? "(min-width: 100rem)" : "(min-width: 73.75rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let opened = null;

  const layOut = () => {
    pane.classList.toggle("drawer", !beside.matches);
    byId("close").hidden = beside.matches;
    if (beside.matches) uncover();
  };

  const cover = () => {
    if (beside.matches) return;
    root.classList.add("reading", "over");
    pane.setAttribute("role", "dialog");
    pane.setAttribute("aria-modal", "true");
    for (const part of rest) part.inert = true;
  };

  const uncover = () => {
    root.classList.remove("reading", "over");
    pane.removeAttribute("role");
    pane.removeAttribute("aria-modal");
    for (const part of rest) part.inert = false;
  };

  const reveal = (element, share) => {
    const top = element.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    const distance = top - scroll.clientHeight * share;
    const near = Math.abs(distance) < scroll.clientHeight && !calm.matches;
    scroll.scrollBy({ top: distance, behavior: near ? "smooth" : "instant" });
  };

  const dim = () => {
    for (const lit of document.querySelectorAll(".lit, .common")) lit.classList.remove("lit", "common");
    for (const cell of document.querySelectorAll(".current")) cell.classList.remove("current");
  };

  // The fact's wording, with the part that the opened sentence shares with it marked. Offsets count code points.
  const showWording = (wording, spans) => {
    const letters = Array.from(wording);
    let done = 0;
    byId("passage-wording").replaceChildren();
    for (const span of wording && spans ? spans.split(",") : []) {
      const [start, end] = span.split("-").map(Number);
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(start, end).join("");
      byId("passage-wording").append(letters.slice(done, start).join(""), mark);
      done = end;
    }
    byId("passage-wording").append(letters.slice(done).join(""));
  };

  const describe = (passage) => {
    const { outlet, fact, note } = opened.about;
    const state = opened.about.states?.split(" ")[opened.at] ?? opened.about.state;
    const label = document.querySelector(`.legend .${state} .state`)?.textContent.trim() ?? opened.about.label;
    const why = opened.about.whys?.split("\n")[opened.at];
    const shown = byId("passage-state");
    shown.textContent = label || "";
    byId("passage-sign").hidden = !state;
    byId("passage-sign").firstElementChild.setAttribute("href", `#i-${state}`);
    shown.closest("p").className = `which ${state || ""}`;
    const article = passage.closest("article");
    byId("passage-outlet").textContent = outlet || article.querySelector(".outlet").textContent;
    const link = byId("passage-fact");
    link.hidden = !fact;
    link.textContent = fact || "";
    link.href = `#fact-${fact}`;
    link.setAttribute("aria-label", `Fact ${fact} in the matrix`);
    const wording = byId(`fact-${fact}`)?.querySelector(".claim").textContent;
    showWording(wording && wording !== passage.textContent ? wording : "", opened.about.wording?.split("|")[opened.at]);
    const speaker = passage.dataset.speaker ? `Attributed to ${passage.dataset.speaker}.` : "";
    const said = why && note && why.startsWith(note) ? "" : note && `${note}.`;
    byId("passage-note").textContent = [said, speaker, why && `Match: ${why}.`].filter(Boolean).join(" ");
    byId("pick").value = article.id;
  };

  const show = (number) => {
    const id = opened.passages[number];
    const passage = byId(id);
    dim();
    opened.at = number;
    opened.from?.classList.add("current");
    for (const part of document.querySelectorAll(`[data-in~="${id}"]`)) part.classList.add("lit");
    for (const common of opened.about.common?.split("|")[number].split(" ") ?? []) {
      for (const part of document.querySelectorAll(`[data-in~="${common}"]`)) part.classList.add("common");
    }
    describe(passage);
    byId("passage-turn").hidden = opened.passages.length < 2;
    byId("passage-count").textContent = `Sentence ${number + 1} of ${opened.passages.length}`;
    byId("previous").disabled = number === 0;
    byId("next").disabled = number === opened.passages.length - 1;
    card.hidden = false;
    cover();
    reveal(passage, 0.25);
    history.replaceState(null, "", `#${id}`);
    return passage;
  };

  const open = (passages, about = {}, from = null) => {
    const present = passages.filter((id) => byId(id));
    if (!present.length) return;
    opened = { passages: present, about, from, at: 0 };
    const passage = show(0);
    passage.tabIndex = -1;
    passage.focus({ preventScroll: true });
  };

  const openArticle = (id, from = null) => {
    const article = byId(id);
    if (!article) return;
    dim();
    opened = { passages: [], about: {}, from, at: 0 };
    card.hidden = true;
    byId("pick").value = id;
    cover();
    reveal(article, 0);
    article.focus({ preventScroll: true });
  };

  const close = () => {
    if (!opened) return;
    const { from } = opened;
    opened = null;
    dim();
    card.hidden = true;
    uncover();
    history.replaceState(null, "", location.pathname + location.search);
    from?.focus();
  };

  for (const button of document.querySelectorAll(".more")) {
    const sentence = button.parentElement;
    button.hidden = false;
    sentence.classList.add("few");
    button.addEventListener("click", () => {
      sentence.classList.remove("few");
      for (const other of sentence.querySelectorAll(".more")) other.hidden = true;
      button.previousElementSibling.focus();
    });
  }
  byId("pick").addEventListener("change", (event) => openArticle(event.target.value, opened?.from));
  byId("close").addEventListener("click", close);
  byId("back").addEventListener("click", close);
  byId("previous").addEventListener("click", () => show(opened.at - 1));
  byId("next").addEventListener("click", () => show(opened.at + 1));
  beside.addEventListener("change", layOut);
  document.querySelector(".picker").hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened) close();
  });
  document.addEventListener("click", (event) => {
    if (root.classList.contains("over") && !pane.contains(event.target) && !event.target.closest("a")) close();
  });
  layOut();
  return { open, openArticle, close };
})();
