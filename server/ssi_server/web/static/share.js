/** The shared picture as PNG, drawn by the browser itself: the server needs no fonts or image library for it. */

const TWICE = 2;
const image = /** @type {HTMLImageElement} */ (document.querySelector(".shared img"));
const button = /** @type {HTMLButtonElement} */ (document.querySelector("#as-png"));

button.hidden = false;
button.addEventListener("click", async () => {
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * TWICE;
  canvas.height = image.naturalHeight * TWICE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((png) => png && save(png, button.dataset.file ?? "ssi.png"), "image/png");
});

/**
 * @param {Blob} file
 * @param {string} name
 */
function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
