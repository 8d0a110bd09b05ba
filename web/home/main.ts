/** The line to copy names the server one is looking at. */
for (const element of document.querySelectorAll('[data-origin]')) element.textContent = location.origin
