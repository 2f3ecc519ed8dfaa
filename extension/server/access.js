/** Which servers the browser lets this extension talk to: no more of them than it is connected to. */

import { readPairing } from "../pairing/kept.js";
import { VISITS } from "../preferences/permissions.js";
import { permissionFor } from "./address.js";
import { readSettings } from "./settings.js";

/** Gives back the access to servers that were left, or never allowed this browser. */
export async function giveBackAccess() {
  const { address, token } = await readSettings();
  const pairing = await readPairing();
  const needed = [...(chrome.runtime.getManifest().host_permissions ?? []), ...VISITS.origins];
  if (token) needed.push(permissionFor(address));
  if (pairing && pairing.step !== "ended") needed.push(permissionFor(pairing.address));

  const { origins = [] } = await chrome.permissions.getAll();
  const idle = origins.filter((origin) => !needed.includes(origin));
  if (idle.length) await chrome.permissions.remove({ origins: idle });
}
