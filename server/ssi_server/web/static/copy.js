/** The copy buttons: each puts the text of the field it names into the clipboard, and says so. */

const said = document.getElementById("copied");

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = said.textContent = button.dataset.done;
    } catch {
      // The text is selected: where the browser denies the clipboard, the keyboard's own copy still works.
      field.focus();
    }
  });
}
