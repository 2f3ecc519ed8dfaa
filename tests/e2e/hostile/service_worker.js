// Asks for each address that it is sent, and answers with what came.
addEventListener("message", async ({ data, ports: [port] }) => {
  const ask = (address) => fetch(address, { credentials: "include" }).then((response) => response.text());
  port.postMessage(await Promise.all(data.map((address) => ask(address).catch(String))));
});
