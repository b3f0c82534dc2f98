"use strict";
// Dark and light: the system's choice until the reader makes another, which is kept where the browser allows it.
const root = document.documentElement;
root.classList.add("js");
const byId = (id) => document.getElementById(id);

{
  const button = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Use the ${isDark() ? "light" : "dark"} colours`);
  };
  const kept = () => {
    try { return localStorage.getItem("summarizer-theme"); } catch { return null; }
  };
  const keep = (theme) => {
    try { localStorage.setItem("summarizer-theme", theme); } catch { /* a sandboxed page has no storage */ }
  };
  if (["dark", "light"].includes(kept())) root.dataset.theme = kept();
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep(root.dataset.theme);
    label();
  });
  system.addEventListener("change", label);
  label();
}

{
  // On paper nothing can be unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}
