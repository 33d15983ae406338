// Before anything is drawn: say that scripts run, and take the language from the address.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var wish = /[?&]lang=(zh|en)(?:&|$)/.exec(location.hash + "&" + location.search.slice(1));
  if (wish) root.dataset.lang = wish[1];
  // The filters wait for their script, which waits for packed data: sent before, they would load the page anew.
  document.addEventListener("submit", function (event) { if (event.target.id === "filters") event.preventDefault(); });
  root.lang = root.dataset.lang === "en" ? "en" : "zh-Hans";
})();
