/**
 * A certified OpenID Connect provider for one client, on a port of this machine: `node oidc_provider.js PORT CLIENT`,
 * port 0 for a free one, the client as JSON. It prints its issuer. Whoever signs in is who they say, whatever the
 * password; what stands behind a plus sign is their group: `ann+sales`.
 */

import { createServer } from "node:http";
import { once } from "node:events";
import { Provider } from "oidc-provider";

const server = createServer();
await once(server.listen(Number(process.argv[2]), "localhost"), "listening");
const issuer = `http://localhost:${server.address().port}`;

/** @param {unknown} _ctx @param {string} id */
function findAccount(_ctx, id) {
  const [name, ...groups] = id.split("+");
  return { accountId: id, claims: () => ({ sub: id, name, groups }) };
}

/** Nobody is asked what the client may know: it is the company's own. */
async function loadExistingGrant(ctx) {
  const { client, session } = ctx.oidc;
  const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile");
  await grant.save();
  return grant;
}

const provider = new Provider(issuer, {
  clients: [JSON.parse(process.argv[3])],
  claims: { openid: ["sub"], profile: ["name", "groups"] },
  findAccount,
  loadExistingGrant,
  pkce: { required: () => true },
});

server.on("request", provider.callback());
console.log(issuer);
