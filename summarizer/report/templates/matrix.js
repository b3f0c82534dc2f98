// The matrix: links that open the reader, filters, and arrow keys from cell to cell.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const table = document.querySelector(".matrix");
const rows = table ? [...table.querySelectorAll("tr[data-status]")] : [];
const filters = { status: "", outlet: "", words: "", independent: false };

const textOf = (row) => {
  const ids = [...row.querySelectorAll("[data-passages]")].flatMap((link) => link.dataset.passages.split(" "));
  const said = ids.flatMap((id) => [...document.querySelectorAll(`[data-in~="${id}"]`)]);
  return plain([row.querySelector(".claim").textContent, ...said.map((part) => part.textContent)].join(" "));
};

const matches = (row) => {
  if (filters.status && row.dataset.status !== filters.status) return false;
  if (filters.independent && row.dataset.independent === undefined) return false;
  if (filters.outlet) {
    const [side, column] = filters.outlet.split("-");
    const absent = row.cells[Number(column) + 1].classList.contains("absent");
    if (absent === (side === "in")) return false;
  }
  if (!filters.words) return true;
  row.text ??= textOf(row);
  return filters.words.split(/\s+/).every((word) => row.text.includes(word));
};

const filter = () => {
  let shown = 0;
  for (const row of rows) {
    row.hidden = !matches(row);
    if (!row.hidden) shown += 1;
  }
  for (const body of table.tBodies) body.hidden = !body.querySelector("tr[data-status]:not([hidden])");
  byId("shown").textContent = shown === rows.length ? `${shown} facts` : `Showing ${shown} of ${rows.length} facts`;
  byId("nothing").hidden = shown > 0;
  for (const button of document.querySelectorAll("[data-status][aria-pressed]")) {
    button.setAttribute("aria-pressed", String(button.dataset.status === filters.status));
  }
  keepOneStop();
};

const clearFilters = () => {
  Object.assign(filters, { status: "", outlet: "", words: "", independent: false });
  byId("outlet").value = "";
  byId("independent").checked = false;
  byId("search").value = "";
  filter();
};

const links = () => [...table.querySelectorAll("tr[data-status]:not([hidden]) a.open")];

// One tab stop for the whole grid, as for any composite widget.
const stop = (link) => {
  for (const other of table.querySelectorAll('a.open[tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
};

const keepOneStop = () => {
  const all = links();
  for (const link of all) if (link.getAttribute("tabindex") !== "0") link.tabIndex = -1;
  const current = all.find((link) => link.getAttribute("tabindex") === "0");
  if (all.length) stop(current ?? all[0]);
};

const column = (link) => link.closest("th, td").cellIndex;

const neighbour = (link, key) => {
  const row = link.closest("tr");
  const inRow = [...row.querySelectorAll("a.open")];
  const at = inRow.indexOf(link);
  const forward = getComputedStyle(table).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "Home") return inRow[0];
  if (key === "End") return inRow.at(-1);
  if (key === "ArrowLeft" || key === "ArrowRight") return inRow[at + (key === forward ? 1 : -1)];
  const visible = rows.filter((one) => !one.hidden);
  const from = visible.indexOf(row);
  const candidates = key === "ArrowDown" ? visible.slice(from + 1) : visible.slice(0, from).reverse();
  const wanted = column(link);
  for (const one of candidates) {
    const found = [...one.querySelectorAll("a.open")].find((other) => column(other) === wanted);
    if (found) return found;
  }
  return undefined;
};

const goToFact = (row) => {
  if (row.hidden) clearFilters();
  reader.close();
  row.scrollIntoView({ block: "center" });
  const link = row.querySelector(".claim");
  stop(link);
  link.focus({ preventScroll: true });
  row.classList.remove("found");
  void row.offsetWidth;
  row.classList.add("found");
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = link.hash.slice(1);
  if (link.classList.contains("open")) {
    reader.open(link.dataset.passages?.split(" ") ?? [target], link.dataset, link);
  } else if (target.startsWith("fact-") && byId(target)) {
    goToFact(byId(target));
  } else if (target.startsWith("article-") || target === "articles") {
    reader.openArticle(target === "articles" ? "article-0" : target, link);
  } else {
    return;
  }
  event.preventDefault();
});

if (table) {
  table.setAttribute("role", "grid");
  byId("filters").hidden = false;
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("click", (event) => {
    const button = event.target.closest("[data-status]");
    if (!button) return;
    filters.status = button.dataset.status;
    filter();
  });
  byId("outlet").addEventListener("change", (event) => { filters.outlet = event.target.value; filter(); });
  byId("independent").addEventListener("change", (event) => { filters.independent = event.target.checked; filter(); });
  byId("search").addEventListener("input", (event) => { filters.words = plain(event.target.value).trim(); filter(); });
  byId("clear").addEventListener("click", clearFilters);
  table.addEventListener("focusin", (event) => { if (event.target.matches("a.open")) stop(event.target); });
  table.addEventListener("keydown", (event) => {
    if (!event.target.matches("a.open") || !/^(Arrow|Home$|End$)/.test(event.key)) return;
    event.preventDefault();
    neighbour(event.target, event.key)?.focus();
  });
  filter();
}

if (/^#p-\d+-\d+-\d+$/.test(location.hash)) reader.open([location.hash.slice(1)]);
