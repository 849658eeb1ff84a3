// Sends the form while a person types, and takes notes, results and the other side of the contact from the new page.
"use strict";
(() => {
  const form = document.getElementById("try");
  const connection = document.getElementById("connection");
  let edited = "form";
  let timer = 0;
  let waiting = null;
  document.documentElement.classList.add("scripted");

  const follow = (event) => {
    // Other inputs are on neither side of the contact.
    if (event.target.name === "json") edited = "json";
    else if (event.target.name.startsWith("datum.")) edited = "form";
    clearTimeout(timer);
    timer = setTimeout(send, 200);
  };
  form.addEventListener("input", follow);
  // Some programs that help people choose an option without an event of the input.
  form.addEventListener("change", (event) => {
    if (event.target.tagName === "SELECT") follow(event);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter && event.submitter.name === "edited") edited = event.submitter.value;
    clearTimeout(timer);
    send();
  });
  // A link of the summary leads to an input, which can be in something closed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    if (form.contains(target)) {
      event.preventDefault();
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    }
  });

  async function send() {
    if (waiting) waiting.abort();
    const mine = (waiting = new AbortController());
    const body = new URLSearchParams(new FormData(form));
    body.set("edited", edited);
    document.documentElement.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.action, { method: "POST", body, signal: mine.signal });
      const text = await response.text();
      if (mine !== waiting) return;
      if (!response.ok) throw new Error(text);
      take(new DOMParser().parseFromString(text, "text/html"));
      connection.textContent = "";
    } catch (error) {
      if (mine !== waiting) return;
      connection.textContent = "The results are old, because the server does not answer. Is `wireform docs --serve` running?";
    }
    waiting = null;
    document.documentElement.removeAttribute("aria-busy");
  }

  function take(page) {
    for (const part of page.querySelectorAll("[data-live]")) {
      const here = document.getElementById(part.id);
      if (here && here.innerHTML !== part.innerHTML) replace(here, part);
    }
    for (const input of page.querySelectorAll("#try [name]")) {
      const here = document.getElementById(input.id);
      if (!here) continue;
      for (const name of ["aria-invalid", "rows"]) {
        if (input.hasAttribute(name)) here.setAttribute(name, input.getAttribute(name));
      }
      const follows = edited === "json" ? input.name.startsWith("datum.") : input.name === "json";
      if (follows && here.value !== input.value) {
        // A select has the options of the page.
        if (here.tagName === "SELECT") here.replaceChildren(...input.cloneNode(true).childNodes);
        here.value = input.value;
      }
    }
  }

  // Replaces what a part contains. What a person has opened or closed stays so, and so does the focus.
  function replace(here, part) {
    const states = new Map();
    for (const details of here.querySelectorAll("details[id]")) states.set(details.id, details.open);
    const focus = here.contains(document.activeElement) ? place(document.activeElement) : null;
    here.replaceChildren(...part.cloneNode(true).childNodes);
    for (const details of here.querySelectorAll("details[id]")) {
      if (states.has(details.id)) details.open = states.get(details.id);
    }
    if (focus) {
      const owner = document.getElementById(focus.id);
      const again = owner && (owner.querySelectorAll("a, summary, [tabindex]")[focus.at] || owner);
      if (again) again.focus({ preventScroll: true });
    }
  }

  // Returns where an element is: the next element around it that has an identifier, and its number in it.
  function place(element) {
    const owner = element.parentElement.closest("[id]");
    return { id: owner.id, at: [...owner.querySelectorAll("a, summary, [tabindex]")].indexOf(element) };
  }
})();
