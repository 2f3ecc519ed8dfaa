// What the ways in are made of. All of it ends: whatever gives no sign for this long is taken to tell nothing.

const PATIENCE = 3000;
const NO_SIGN = "no sign";

const within = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, PATIENCE, NO_SIGN))]);

const told = (attempt) => within(attempt()).catch(String);

/** What each attempt came by, by address. */
async function each(addresses, attempt) {
  return Object.fromEntries(
    await Promise.all(addresses.map(async (address) => [address, await told(() => attempt(address))])),
  );
}

/** What each way came by, by its name: one after another, so that none keeps another from its work. */
async function tryAll(ways, target) {
  const reports = {};
  for (const [name, way] of Object.entries(ways)) reports[name] = await (async () => way(target))().catch(String);
  return reports;
}

/** How loading ended, and what can be seen of it then. */
function shown(tag, properties, look = () => "") {
  const element = Object.assign(document.createElement(tag), properties);
  const ended = new Promise((done) => {
    for (const type of ["load", "error", "loadedmetadata"]) {
      element.addEventListener(type, () => done(`${type}: ${look(element)}`));
    }
  });
  document.body.append(element);
  return ended;
}

const looked = (look) => {
  try {
    return String(look());
  } catch (error) {
    return error.name;
  }
};

async function answered(response) {
  return `${response.type} ${response.status} ${await response.text()}`;
}

/** What a document's opener, or its parent, can find out about it. */
const seenOf = (other) => ({
  text: looked(() => other.document.documentElement.outerHTML),
  address: looked(() => other.location.href),
  frames: looked(() => other.length),
  name: looked(() => other.name),
  length: looked(() => other.history.length),
});

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What can be seen of a window in the end. */
function left(other, seen = {}) {
  const last = { cutOff: other.closed, ...seen, ...seenOf(other) };
  other.close();
  return last;
}

const hasLoaded = (other) =>
  looked(() => other.location.href !== "about:blank" && other.document.readyState === "complete") === "true";

/** Until the window has been cut off from its opener, or has loaded. */
async function arrived(other, meanwhile = () => {}) {
  for (const start = Date.now(); !other.closed && !hasLoaded(other) && Date.now() < start + PATIENCE; await pause(20)) {
    meanwhile();
  }
}

/** A window on the address, looked at once it is there. */
async function inWindow(address, name = "") {
  const other = open(address, name);
  const heard = [];
  const hear = ({ data, source }) => source === other && heard.push(JSON.stringify(data));
  addEventListener("message", hear);
  await arrived(other, () => other.postMessage({ type: "hello" }, "*"));
  removeEventListener("message", hear);
  return left(other, { heard });
}

/** What a script of one line answers from another thread. */
function inWorker(body, options) {
  const source = `(async () => ${body})().catch(String).then(postMessage)`;
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), options);
  return new Promise((done) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = ({ message }) => done(`error ${message}`);
  });
}

/** Submits a form with the fields; tells how its frame ended. */
function submitted(action, fields, properties = {}) {
  const frame = Object.assign(document.createElement("iframe"), { name: `frame-${Math.random()}` });
  const form = Object.assign(document.createElement("form"), { action, target: frame.name, ...properties });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(frame, form);
  const ended = new Promise((done) => frame.addEventListener("load", () => done(seenOf(frame.contentWindow))));
  form.submit();
  return within(ended).finally(() => frame.remove());
}
