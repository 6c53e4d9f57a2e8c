'use strict';
// What the pages have in common.
const byId = (id) => document.getElementById(id);

// Everything that was sent by others goes through here: it becomes text, never markup.
function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) {
    made.className = name;
  }
  made.append(...children);
  return made;
}

function button(words, does) {
  const made = element('button', '', words);
  made.type = 'button';
  made.addEventListener('click', does);
  return made;
}

// Deflated JSON in Base64.
async function inflate(base64) {
  const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

// Light or dark, if it shall be otherwise than the system has it.
function turn() {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
}

// Keys of one letter, but for those that are typed into a field; Escape in one clears the filter.
function onKeys(keys, clear) {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target.closest?.('#filter')) {
      clear();
      event.target.blur();
    }
    const typing = event.target.closest?.('input, select, textarea');
    const does = keys[event.key];
    if (does && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      does();
    }
  });
}

// The view stands in the address, so that it can be passed on: #?q=…
function remember(controls) {
  const view = new URLSearchParams();
  Object.entries(controls).forEach(([name, control]) => control.value && view.set(name, control.value));
  history.replaceState(null, '', view.size ? '#?' + view : '#cases');
}
