// Draws the charts when they come into view, in the reader's language and colours, with Vega's
// interpreter in place of eval, so that the page's policy can forbid code made from text.
window.czplanCharts = (function () {
  "use strict";
  const root = document.documentElement;
  let store = { specs: [], charts: {} };
  let choose = () => {};
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      show(entry.target);
    }
  }, { rootMargin: "400px" });

  const height = (chart, spec) => spec.height.step
    ? spec.height.step * new Set(chart.rows.map((row) => row.order)).size : spec.height;
  const AROUND = 80; // legend, axis and title

  function filled(chart, lang, width) {
    const spec = structuredClone(store.specs[chart[lang]]);
    spec.data = { ...spec.data, values: chart.rows };
    spec.width = width;
    spec.height = height(chart, spec);
    const values = (chart.params || {})[lang] || {};
    for (const param of spec.params || []) if (param.name in values) param.value = values[param.name];
    spec.config = spec.config || {};
    spec.config.axisY = { ...spec.config.axisY, labelLimit: Math.round(width * 0.42) };
    spec.config.legend = { ...spec.config.legend, columns: width < 700 ? 3 : 0 };
    spec.config.font = getComputedStyle(document.body).fontFamily;
    return spec;
  }
  const PAPER = 680; // the width of A4 between its margins, in pixels
  async function show(node, paper) {
    const chart = store.charts[node.dataset.chart];
    const lang = root.dataset.lang;
    const width = node.clientWidth && (paper || node.clientWidth);
    if (!chart || !width || node.dataset.drawn === lang + width) return;
    node.dataset.drawn = lang + width;
    if (node.view) node.view.finalize();
    const result = await window.vegaEmbed(node, filled(chart, lang, width), {
      mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false,
      tooltip: { disableDefaultStyle: true }, logLevel: 1, // errors: a layer without points is none
    });
    node.view = result.view;
    const svg = node.querySelector("svg");
    svg.setAttribute("role", "img"); // one picture with a name; its numbers stand in a table
    svg.firstElementChild.setAttribute("aria-hidden", "true");
    svg.setAttribute("aria-label", lang === "en" ? node.dataset.labelEn : node.dataset.labelZh);
    result.view.addEventListener("click", (event, item) => {
      const goal = item && item.datum && item.datum.goal;
      if (goal) choose(goal);
    });
  }
  let waiting = 0;
  const again = () => { for (const node of places(document)) if (node.dataset.drawn) show(node); };
  const places = (within) => within.querySelectorAll(".drawing");

  return {
    start(given, chosen) {
      store = given;
      choose = chosen;
      for (const node of places(document.querySelector("main"))) {
        if (node.closest("#cards")) continue;
        const chart = store.charts[node.dataset.chart];
        node.style.minHeight = `${height(chart, store.specs[chart.zh]) + AROUND}px`; // nothing jumps
        seen.observe(node);
      }
      window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(again, 150); });
      window.addEventListener("beforeprint", () => { for (const node of places(document)) show(node, PAPER); });
      window.addEventListener("afterprint", again);
    },
    add(more) { Object.assign(store.charts, more); },
    draw(within) { for (const node of places(within)) { node.dataset.drawn = ""; show(node); } },
    redraw: again,
    // Draw everything now; resolves when the last chart stands.
    all() { return Promise.all(Array.from(places(document), (node) => show(node))); },
  };
})();
