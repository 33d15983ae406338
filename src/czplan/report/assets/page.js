// The page's behaviour: language, filters, order, the card of a goal, and the address that keeps
// them. Data arrives as text nodes that the template escaped; nothing here makes HTML of it.
(async function () {
  "use strict";
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const body = document.querySelector("#goals-table tbody");
  const dialog = document.getElementById("dialog");
  const holder = document.getElementById("dialog-body");
  const more = document.getElementById("more");
  const count = document.getElementById("count");
  const WINDOW = 60; // rows shown at first, and
  const STEP = 200; // rows that "more" adds: thousands stay quick
  const FILTERS = ["plan", "theme", "kind", "due"];
  const COLUMNS = ["verdict", "name", "due", "reported", "share", "grade"];

  const { speak, speakIn } = window.czplan; // shared by all pages
  // Of very many goals the list's end, long tables and the cards are compressed.
  const packed = JSON.parse(document.getElementById("packed").textContent);
  async function unpacked(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }
  let touched = false; // filters set before the data is there count when it is
  form.addEventListener("input", () => { touched = true; }, { once: true });
  if (packed.later) {
    let held;
    try {
      held = await unpacked(packed.later);
    } catch { // an old browser: what one without scripts gets, and it is said
      const note = document.querySelector("noscript");
      note.insertAdjacentHTML("afterend", note.textContent);
      root.classList.remove("js");
      speakIn(document, root.dataset.lang);
      return;
    }
    for (const place of document.querySelectorAll("template[data-later]")) {
      place.innerHTML = held.parts[place.dataset.later]; // escaped when the page was made
      place.replaceWith(place.content);
    }
    data.rows = held.rows;
    speakIn(document, root.dataset.lang);
  }
  const rows = Array.from(body.rows, (node, place) => ({ node, place, text: "", ...data.rows[place] }));
  const places = new Map(rows.map((row) => [row.id, row]));
  let state = { goal: "", q: "", family: [], sort: "", lang: root.dataset.lang };
  FILTERS.forEach((name) => { state[name] = ""; });
  let shown = rows;
  let size = WINDOW;

  const lang = () => root.dataset.lang;
  const word = (name) => data.words[name][lang() === "en" ? 1 : 0];

  // ---- the address: #plan/slug?family=behind,missed&q=…&sort=-due&lang=en
  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }
  function read(hash) {
    const [place, query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
    const wish = new URLSearchParams(query);
    const next = { goal: decoded(place), q: wish.get("q") || "", sort: wish.get("sort") || "" };
    next.family = (wish.get("family") || "").split(",").filter(Boolean);
    FILTERS.forEach((name) => { next[name] = wish.get(name) || ""; });
    next.lang = ["zh", "en"].includes(wish.get("lang")) ? wish.get("lang") : lang();
    return next;
  }
  function written() {
    const wish = new URLSearchParams();
    if (state.q) wish.set("q", state.q);
    FILTERS.forEach((name) => { if (state[name]) wish.set(name, state[name]); });
    if (state.family.length) wish.set("family", state.family.join(","));
    if (state.sort) wish.set("sort", state.sort);
    if (lang() !== data.lang) wish.set("lang", lang());
    const query = wish.toString();
    return "#" + address(state.goal) + (query ? "?" + query : "");
  }
  const address = (id) => encodeURIComponent(id).replaceAll("%2F", "/");
  function keep() {
    history.replaceState(null, "", written());
  }

  // ---- filter and order
  const folded = (text) => Array.from(text.normalize("NFKC").toLowerCase(),
    (letter) => data.traditional[letter] || letter).join("").trim();
  // A word in Latin script is found whole, its plural too (EV isn't in revenue), and while it is
  // being typed, where nothing has it whole, as the beginning of one; a Chinese one anywhere.
  const sign = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  function finder(word, whole) {
    const latin = /^[a-z0-9]([\x00-\x7f]*[a-z0-9])?$/.test(word);
    if (!latin) return (key) => key.includes(word);
    const stem = word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
    const pattern = new RegExp(whole ? `(?<![a-z0-9])${sign(stem)}(?:e?s)?(?![a-z0-9])` : `(?<![a-z0-9])${sign(word)}`);
    return (key) => pattern.test(key);
  }
  const collators = { zh: new Intl.Collator("zh-Hans"), en: new Intl.Collator("en") };
  function cell(row, column) {
    if (column === "verdict") return row.place;
    if (column === "due") return row.due;
    if (column === "share") return row.share;
    if (column === "grade") return row.grade === "" ? "" : data.grades.indexOf(row.grade);
    const node = row.node.cells[COLUMNS.indexOf(column)];
    const own = node.querySelector(`span[lang="${lang()}"]`);
    return ((own || node).textContent || "").trim();
  }
  function ordered(list) {
    const column = state.sort.replace(/^-/, "");
    if (!COLUMNS.includes(column)) return list;
    const sign = state.sort.startsWith("-") ? -1 : 1;
    const collate = collators[lang()].compare;
    const keys = new Map(list.map((row) => [row, cell(row, column)]));
    const missing = (key) => key === null || key === "" || key === "–";
    return [...list].sort((one, other) => {
      const a = keys.get(one), b = keys.get(other);
      if (missing(a) || missing(b)) return missing(a) - missing(b) || one.place - other.place;
      const order = typeof a === "number" ? a - b : collate(a, b);
      return sign * order || one.place - other.place;
    });
  }
  function apply() {
    const terms = folded(state.q).split(/\s+/).filter(Boolean);
    const families = new Set(state.family);
    const finders = (whole) => terms.map((term) => finder(term, whole));
    const had = (finds) => rows.some((row) => finds.every((find) => find(row.words)));
    let finds = finders(true);
    if (terms.length && !had(finds)) finds = finders(false);
    const fits = (row) => (!families.size || families.has(row.family)) &&
      FILTERS.every((name) => !state[name] || String(row[name] ?? "none") === state[name]) &&
      finds.every((find) => find(row.words));
    shown = ordered(rows.filter(fits));
    place();
    count.textContent = word("count").replace("{n}", shown.length).replace("{all}", rows.length);
    for (const head of document.querySelectorAll("#goals-table th[data-sort]")) {
      const column = state.sort.replace(/^-/, "");
      if (head.dataset.sort !== column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
    }
  }
  function place() {
    body.replaceChildren(...shown.slice(0, size).map((row) => row.node));
    more.hidden = shown.length <= size;
    more.textContent = word("more").replace("{n}", shown.length - size);
  }
  function changed() {
    state.q = form.elements.q.value;
    FILTERS.forEach((name) => { state[name] = form.elements[name] ? form.elements[name].value : ""; });
    state.family = Array.from(form.querySelectorAll("[name=family]:checked"), (box) => box.value);
    size = WINDOW;
    apply();
    keep();
  }
  function fill() {
    form.elements.q.value = state.q;
    FILTERS.forEach((name) => { if (form.elements[name]) form.elements[name].value = state[name]; });
    for (const box of form.querySelectorAll("[name=family]")) box.checked = state.family.includes(box.value);
  }

  // ---- one goal's card, in a dialog
  const card = (id) => {
    const found = document.getElementById(id.replace(/#.*$/, ""));
    return found && found.classList.contains("card") ? found : null;
  };
  const known = (id) => places.has(id.replace(/#.*$/, ""));
  const opening = new Map(); // chunk -> when its cards are there; two goals may ask at once
  async function unpack(id) {
    const { chunk } = places.get(id.replace(/#.*$/, ""));
    if (chunk === undefined) return;
    if (!opening.has(chunk)) opening.set(chunk, unpackChunk(chunk));
    await opening.get(chunk);
  }
  async function unpackChunk(chunk) {
    const held = await unpacked(packed.chunks[chunk]);
    packed.chunks[chunk] = "";
    Object.assign(data.pictures, held.pictures);
    const made = document.createElement("template");
    made.innerHTML = held.cards.join(""); // escaped when the page was made
    document.getElementById("cards").append(made.content);
    speakIn(document.getElementById("cards"), lang());
  }
  let home = null;
  let opener = null;
  document.addEventListener("click", (event) => { // going to a card that is there takes the focus off its link
    if (dialog && !dialog.open) opener = event.target.closest("a") || opener;
  }, true);
  async function open(id) {
    if (!dialog) { location.replace(data.pages + address(id.replace(/#.*$/, "")) + ".html"); return; }
    await unpack(id);
    const article = card(id);
    if (!article || state.goal !== id) return; // the reader went elsewhere meanwhile
    if (home) shelve();
    home = document.createComment(""); // marks the card's place in the list
    article.before(home);
    holder.replaceChildren(article);
    dialog.setAttribute("aria-labelledby", "h-" + article.dataset.id);
    if (!dialog.open) {
      if (document.activeElement !== document.body) opener = document.activeElement;
      dialog.showModal();
    }
    dialog.scrollTop = 0;
    for (const place of holder.querySelectorAll(".drawing[data-chart]")) draw(place);
    const name = article.querySelector("h3").dataset[lang() === "en" ? "titleEn" : "titleZh"];
    document.title = `${name} · ${titles.dataset[lang()]}`;
  }
  function draw(place) {
    if (place.firstElementChild) return;
    place.innerHTML = data.pictures[place.dataset.chart].svg; // escaped when the page was made
    for (const side of ["Zh", "En"]) place.dataset["label" + side] = data.pictures[place.dataset.chart].title[side === "Zh" ? 0 : 1];
    speakIn(place.parentElement, lang());
  }
  const titles = document.querySelector("title");
  function shelve() {
    if (!home) return;
    home.replaceWith(holder.firstElementChild);
    home = null;
    document.title = titles.dataset[lang()];
  }
  if (dialog) dialog.addEventListener("close", () => {
    if (dialog.open) return; // the event comes late: another goal is open by now
    shelve();
    const closed = state.goal;
    state.goal = "";
    if (read(location.hash).goal === closed) keep(); // else the reader is on the way elsewhere
    if (opener && opener.isConnected) opener.focus();
  });
  if (dialog) dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  // ---- a document, in a dialog over the card: where the reader is stays where it is
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-source]");
    const entry = link && document.getElementById("source-" + link.dataset.source);
    if (!entry || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const box = document.createElement("dialog");
    box.id = "source-dialog";
    box.setAttribute("aria-labelledby", "h-sources");
    const shut = document.createElement("button");
    shut.type = "button";
    shut.className = "close";
    shut.textContent = "×";
    shut.setAttribute("aria-label", word("close"));
    shut.addEventListener("click", () => box.close());
    const held = document.createElement("p");
    held.append(...Array.from(entry.childNodes, (node) => node.cloneNode(true)));
    box.append(shut, held);
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    box.addEventListener("close", () => { box.remove(); link.focus(); });
    document.body.append(box);
    box.showModal();
  });

  // ---- follow the address
  function follow() {
    const next = read(location.hash);
    const plain = !location.hash.includes("?");
    if (next.goal && !known(next.goal)) return; // a section of the page
    if (plain && next.goal) { // a goal alone: the filters stay as they are
      state.goal = next.goal;
    } else {
      state = next;
      fill();
    }
    if (next.lang !== lang()) speak(next.lang);
    size = WINDOW;
    apply();
    if (state.goal) { keep(); open(state.goal); } else if (dialog && dialog.open) dialog.close();
  }

  // ---- wiring
  for (const head of document.querySelectorAll("#goals-table th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const column = head.dataset.sort;
      state.sort = state.sort === column ? "-" + column : column;
      apply();
      keep();
    });
  }
  form.addEventListener("input", changed);
  form.addEventListener("submit", changed);
  form.addEventListener("reset", () => { setTimeout(changed); });
  more.addEventListener("click", () => { size += STEP; place(); });
  window.czplan.onSpeak(() => { apply(); keep(); });
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", () => { body.replaceChildren(...shown.map((row) => row.node)); });
  window.addEventListener("afterprint", place);
  state = read(location.hash);
  const section = document.getElementById(state.goal); // the page was shorter when it scrolled there
  if (state.goal && !known(state.goal)) state.goal = "";
  if (touched) changed();
  else { fill(); apply(); }
  if (section && !state.goal) section.scrollIntoView({ behavior: "instant" });
  if (state.goal) open(state.goal);
  window.czplanPage = { places, apply, get shown() { return shown.length; } };
})();
