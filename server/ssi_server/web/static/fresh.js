/** A page that waits for the first capture looks again whenever the member comes back to it. */

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") location.reload();
});
