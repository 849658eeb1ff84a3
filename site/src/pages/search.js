// The search over `window.wireformIndex`, a file of the site that is loaded when a reader searches. Nothing is sent.
(() => {
  "use strict";
  const place = document.querySelector(".search");
  if (!place) return;
  const root = place.dataset.root;

  const label = document.createElement("label");
  label.textContent = "Search ";
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = "Press / to search";
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "search-results");
  label.append(input);
  const list = document.createElement("ul");
  list.id = "search-results";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Results");
  list.hidden = true;
  const none = document.createElement("p");
  none.setAttribute("role", "status");
  none.className = "none";
  place.append(label, list, none);

  let index = null;
  let texts = [];
  let chosen = -1;

  // A page from a disk can load a file only as a script.
  const load = () => {
    if (index) return;
    index = [];
    const script = document.createElement("script");
    script.src = `${root}search-index.js`;
    script.addEventListener("load", () => {
      index = window.wireformIndex;
      texts = index.map(([title, where, , words]) => [
        title.toLowerCase(),
        `${title} ${where} ${words}`.toLowerCase(),
      ]);
      show();
    });
    document.head.append(script);
  };

  const find = (query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const found = [];
    texts.forEach(([title, text], at) => {
      if (!words.every((word) => text.includes(word))) return;
      const first = words[0];
      const rank = title === first ? 0 : title.startsWith(first) ? 1 : title.includes(first) ? 2 : 3;
      found.push([rank, at]);
    });
    found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    return found.slice(0, 12).map(([, at]) => index[at]);
  };

  const mark = (at) => {
    const options = [...list.children];
    chosen = options.length === 0 ? -1 : (at + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    list.hidden = true;
    none.textContent = "";
    input.setAttribute("aria-expanded", "false");
    chosen = -1;
  };

  const show = () => {
    const found = find(input.value);
    list.replaceChildren(
      ...found.map(([title, where, target], number) => {
        const option = document.createElement("li");
        option.id = `search-result-${number}`;
        option.setAttribute("role", "option");
        const link = document.createElement("a");
        link.href = root + target;
        link.tabIndex = -1;
        const name = document.createElement("span");
        name.textContent = title;
        const around = document.createElement("span");
        around.className = "quiet";
        around.textContent = where;
        link.append(name, around);
        option.append(link);
        return option;
      }),
    );
    list.hidden = found.length === 0;
    none.textContent = found.length === 0 && texts.length > 0 && input.value.trim() ? "Nothing has these words." : "";
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(0);
  };

  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    load();
    show();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].firstChild.click();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", close);
  document.addEventListener("click", (event) => {
    if (!place.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
})();
