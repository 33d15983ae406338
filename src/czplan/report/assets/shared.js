// What every page does: the language, a link to copy, a picture to take away.
window.czplan = (function () {
  "use strict";
  const PICTURE_STYLE = "@picture-style@"; // the program puts it here
  const root = document.documentElement;
  const listeners = [];
  const lang = () => root.dataset.lang;

  // ---- language
  function speakIn(within, choice) {
    const of = (node, name) => node.dataset[name + (choice === "en" ? "En" : "Zh")];
    for (const node of within.querySelectorAll("[data-zh]")) node.textContent = node.dataset[choice];
    for (const node of within.querySelectorAll("[data-label-zh]")) node.setAttribute("aria-label", of(node, "label"));
    for (const node of within.querySelectorAll("[data-hint-zh]")) node.placeholder = of(node, "hint");
    for (const node of within.querySelectorAll("[data-tip-zh]")) node.title = of(node, "tip");
  }
  function speak(choice) {
    root.dataset.lang = choice;
    root.lang = choice === "en" ? "en" : "zh-Hans";
    for (const box of document.querySelectorAll("[name=lang]")) box.checked = box.value === choice;
    speakIn(document, choice);
    for (const listener of listeners) listener(choice);
  }

  // ---- a picture as a file: one language, the colours of print
  function paper(drawing) {
    const svg = drawing.querySelector("svg").cloneNode(true);
    const other = lang() === "en" ? "zh" : "en";
    for (const node of svg.querySelectorAll(`[lang="${other}"]`)) node.remove();
    svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    svg.setAttribute("lang", root.lang);
    const made = (tag, held) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(held)) node.setAttribute(name, value);
      return node;
    };
    const title = made("title", {});
    title.textContent = drawing.getAttribute("aria-label");
    const style = made("style", {});
    style.textContent = PICTURE_STYLE;
    svg.prepend(title, style, made("rect", { width: "100%", height: "100%", fill: "#fff" }));
    return new XMLSerializer().serializeToString(svg);
  }
  function raster(text, scale) {
    return new Promise((done, failed) => {
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = image.width * scale;
        canvas.height = image.height * scale;
        const pen = canvas.getContext("2d");
        pen.scale(scale, scale);
        pen.drawImage(image, 0, 0);
        canvas.toBlob(done, "image/png");
      };
      image.onerror = failed;
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    });
  }
  function offer(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  async function save(drawing, form) {
    const text = paper(drawing);
    const name = `czplan-${drawing.dataset.name.replace(/[^\w-]+/g, "-")}-${lang()}.${form}`;
    const blob = form === "png" ? await raster(text, 3) : new Blob([text], { type: "image/svg+xml" });
    offer(blob, name);
  }

  // ---- an address to pass on
  async function copy(button, address) {
    let copied = true;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      const box = document.createElement("textarea"); // from disk there is no clipboard to ask for
      box.value = address;
      box.className = "unseen";
      button.after(box);
      box.select();
      copied = document.execCommand("copy");
      box.remove();
      button.focus();
    }
    button.dataset.state = copied ? "done" : "failed";
    setTimeout(() => { delete button.dataset.state; }, 2000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.save) save(button.closest("figure").querySelector(".drawing"), button.dataset.save);
    if ("copy" in button.dataset) copy(button, location.href);
  });
  for (const box of document.querySelectorAll("[name=lang]")) box.addEventListener("change", () => speak(box.value));
  speak(lang());
  return { lang, speak, speakIn, save, paper, onSpeak: (listener) => listeners.push(listener) };
})();
