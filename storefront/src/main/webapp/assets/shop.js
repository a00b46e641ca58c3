(() => {
  "use strict";
  const doc = document, root = doc.documentElement;
  const measure = doc.currentScript && doc.currentScript.dataset.measure === "on";
  root.classList.add("js");

  // Filters, sorting and quantities take effect when they are changed.
  doc.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && "auto" in form.dataset && form.checkValidity()) form.requestSubmit();
  });

  // A form is sent once; coming back by the back button opens it again.
  doc.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => doc.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Products below the search field while typing; arrow keys go through them, Escape closes.
  const field = doc.querySelector("[data-suggest]");
  if (field) {
    const list = doc.createElement("ul");
    let timer = 0, last = "";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("aria-label", field.dataset.suggested);
    field.form.append(list);
    const close = () => { list.hidden = true; };
    const ask = async () => {
      const typed = field.value.trim();
      if (typed === last) return;
      last = typed;
      if (!typed) return close();
      try {
        const answer = await fetch(field.dataset.suggest + "?q=" + encodeURIComponent(typed));
        if (!answer.ok || typed !== last) return;
        list.innerHTML = await answer.text();
        list.hidden = !list.children.length;
      } catch { close(); }
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
    field.form.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")], at = links.indexOf(doc.activeElement);
      if (event.key === "Escape") { close(); field.focus(); }
      else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        const next = at + (event.key === "ArrowDown" ? 1 : -1);
        (links[next] || field).focus();
      }
    });
    field.form.addEventListener("focusout", (event) => { if (!field.form.contains(event.relatedTarget)) close(); });
  }

  const problems = doc.getElementById("problems");
  if (problems) problems.focus();

  if (!measure) return;
  const queue = [];
  const id = () => crypto.randomUUID ? crypto.randomUUID() : String(Date.now()) + Math.random().toString(36).slice(2);
  const now = () => new Date().toISOString();
  const note = (type, data) => queue.push({ specversion: "1.0", id: id(), source: location.pathname, type, time: now(), datacontenttype: "application/json", data });
  const flush = () => {
    const senttime = now();
    const batch = queue.splice(0).map((event) => ({ ...event, senttime }));
    if (batch.length) navigator.sendBeacon("/t", new Blob([JSON.stringify(batch)], { type: "application/json" }));
  };

  const vitals = {};
  const observe = (type, take, options) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
    } catch { /* the browser does not know this entry type */ }
  };
  observe("largest-contentful-paint", (entry) => { vitals.lcp = Math.round(entry.startTime); });
  observe("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.cls = Math.round(((vitals.cls || 0) + entry.value) * 1e4) / 1e4; });
  observe("event", (entry) => { if (entry.interactionId) vitals.inp = Math.max(vitals.inp || 0, Math.round(entry.duration)); }, { durationThreshold: 40 });
  const timing = performance.getEntriesByType("navigation")[0];
  if (timing) {
    vitals.ttfb = Math.round(timing.responseStart);
    vitals.transfer_kb = Math.round(timing.transferSize / 1024);
    const app = (timing.serverTiming || []).find((entry) => entry.name === "app");
    if (app) vitals.server_ms = Math.round(app.duration);
  }
  observe("paint", (entry) => { if (entry.name === "first-contentful-paint") vitals.fcp = Math.round(entry.startTime); });
  addEventListener("error", () => { if (queue.length < 50) note("exception", { fatal: false }); });

  const started = Date.now();
  let told = false;
  addEventListener("visibilitychange", () => {
    if (doc.visibilityState !== "hidden") return;
    if (!told) {
      told = true;
      if (timing && timing.loadEventEnd) vitals.load_ms = Math.round(timing.loadEventEnd);
      note("web_vitals", vitals);
      note("user_engagement", { engagement_time_msec: Date.now() - started });
    }
    flush();
  });
  doc.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".card a");
    if (link) note("select_item", { path: link.pathname });
  });
})();
