/* What a page can do more with a script: follow by itself. Without it every page is complete, with a link to reload. */
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const follows = document.body.dataset.follows;
  const busy = () => document.querySelector("dialog[open]") || ["INPUT", "SELECT"].includes(document.activeElement?.tagName);
  let stream, timer, wanted = false, said = 0;

  const stamp = (now, text) => {
    const place = $("stamp");
    if (!place) return;
    const time = new Date().toISOString();
    place.className = now ? "now" : "";
    place.lastElementChild.dateTime = time;
    place.childNodes[1].textContent = now ? " Now " : " As of ";
    if (now) place.lastElementChild.textContent = time.slice(11, 19) + " UTC";
    place.nextElementSibling.textContent = text || "Reload";
  };

  // Values change in place. Rows never move under a pointer or a focus: then they wait for the next change.
  const put = (fresh) => {
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = fresh.getElementById(part.id);
      if (part.id === "stamp" || !next || next.innerHTML === part.innerHTML) continue;
      if (part.contains(document.activeElement)) continue;
      if (part.dataset.live === "rows" && part.matches(":hover")) continue;
      part.innerHTML = next.innerHTML;
      part.classList.remove("changed-now");
      void part.offsetWidth;
      part.classList.add("changed-now");
    }
    if (fresh.title !== document.title && Date.now() - said > 5000) {
      said = Date.now();
      $("said").textContent = fresh.title;
    }
    document.title = fresh.title;
  };

  const refresh = async () => {
    timer = undefined;
    if (busy()) { wanted = true; return; }
    wanted = false;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) put(new DOMParser().parseFromString(await answer.text(), "text/html"));
      stamp(true);
    } catch { stamp(false, "Reload"); }
  };
  const soon = () => { timer ??= setTimeout(refresh, 400); };

  const open = () => {
    if (!follows || stream) return;
    let gap = false;
    stream = new EventSource(follows);
    stream.onopen = () => { stamp(true); if (gap) soon(); gap = false; };
    stream.onerror = () => { gap = true; stamp(false, "Trying again · Reload"); };
    for (const type of ("BuildRequested BuildSkipped BuildStarted BuildHeartbeat BuildSucceeded BuildFailed BuildAbandoned "
      + "BranchVanished Promoted PromotionRefused ChannelQuarantined RolledBack Drifted Locked Unlocked ChannelRetired "
      + "DeadLettered DeadLetterResolved SiteChanged").split(" ")) stream.addEventListener(type, soon);
  };
  const close = () => { stream?.close(); stream = undefined; };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close(); else if (follows) { open(); soon(); }
  });
  document.addEventListener("focusout", () => { if (wanted) soon(); });

  // The log of a running build: lines as they come; the end of it is followed only while it is in view.
  const log = document.querySelector("[data-log]");
  if (log?.dataset.log) {
    const lines = new EventSource(log.dataset.log);
    let next = +log.dataset.next;
    const colours = ["", "stop", "ok", "late", "accent", "heal", "work", ""];
    lines.onmessage = (event) => {
      const number = +event.lastEventId + 1;
      if (number <= next) return;
      next = number;
      const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
      const row = document.createElement("div");
      const link = document.createElement("a");
      const code = document.createElement("code");
      row.id = "L" + number;
      link.href = "#L" + number;
      link.textContent = number;
      let style = "", bold = "";
      event.data.replace(/\x1b\][^\x07\x1b]*(\x07|\x1b\\|$)/g, "").split(/(\x1b\[[0-9;:?]*[ -/]*[@-~])/).forEach((piece, i) => {
        if (i % 2) {
          if (piece.endsWith("m")) for (const code of piece.slice(2, -1).split(";").map(Number)) {
            if (code === 0) style = bold = "";
            else if (code === 1) bold = " b";
            else if (code >= 30 && code <= 37) style = colours[code - 30];
            else if (code >= 90 && code <= 97) style = code === 90 ? "soft" : colours[code - 90];
          }
        } else if (piece) {
          const span = document.createElement("span");
          span.className = (style + bold).trim();
          span.textContent = piece.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "");
          code.append(span);
        }
      });
      row.append(link, code);
      log.append(row);
      if (end) scrollTo(0, document.documentElement.scrollHeight);
    };
    lines.addEventListener("end", () => { lines.close(); soon(); });
  }
  if (!document.hidden) open();
})();
