### What the page says.
