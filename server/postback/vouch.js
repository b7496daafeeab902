// Tells Vouch what a click led to. It sets no cookie: the cid of the address is kept in this
// site's own storage for thirty days, the first one beside the last.
//
//   <script src="https://vouch.acme.example/c/vouch.js" defer></script>
//   vouch.convert({order: "A-1001", goal: "sale", value: 1999, currency: "EUR"});
//
// What a browser tells is shown as unverified and earns no points; send a signed postback for that.
(() => {
  const days30 = 30 * 24 * 60 * 60 * 1000;
  const home = new URL(document.currentScript.src);

  const read = (name) => {
    try {
      const kept = JSON.parse(localStorage.getItem(`vouch.${name}`));
      return kept && Date.now() - kept.at < days30 ? kept.cid : "";
    } catch {
      return "";
    }
  };

  const keep = (name, cid) => {
    try {
      localStorage.setItem(`vouch.${name}`, JSON.stringify({ cid, at: Date.now() }));
    } catch {
      // Storage is switched off: then only this page knows the click.
    }
  };

  const cid = new URLSearchParams(location.search).get("cid");
  if (cid) {
    if (!read("first")) keep("first", cid);
    keep("last", cid);
  }

  window.vouch = {
    convert({ order, goal, value = 0, currency = "" }) {
      const last = cid || read("last");
      if (!last) return;
      const told = new URLSearchParams({ cid: last, first_cid: read("first"), order, goal, value, currency });
      new Image().src = new URL(`pixel.gif?${told}`, home).href;
    },
  };
})();
