/** The options page: the server that this browser is connected to, and how captures are made. */

import { fillWords, word } from "../look/words.js";
import { showCapturing } from "./capturing.js";
import { showConnection } from "./connection.js";
import { showShortcut } from "./shortcut.js";

fillWords();
document.title = `${word("name")} · ${word("options_title")}`;
await Promise.all([showConnection(), showCapturing(), showShortcut()]);
