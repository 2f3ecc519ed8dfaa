/** Presses the button by itself for as long as there is something to go on with. */

document.querySelector("#go-on").requestSubmit();
