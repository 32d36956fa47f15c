#!/usr/bin/env bash
# Trunk's hook: makes the WebAssembly smaller, in place, before the page is moved to dist.
set -eu
cd "$(dirname "$0")/.."
[ "${TRUNK_PROFILE:-release}" = release ] || exit 0

# Only npm's binaryen: Debian's old one breaks the function table, and the page dies at its start.
wasm_opt=node_modules/.bin/wasm-opt
if [ ! -x "$wasm_opt" ]; then
  echo "WARNING: the page is NOT optimised, $wasm_opt is missing; run: scripts/setup page" >&2
  exit 0
fi
# The features are named: with all of them the result may hold types that a browser refuses.
for file in "$TRUNK_STAGING_DIR"/*_bg.wasm; do
  "$wasm_opt" -Oz --strip-debug --strip-producers \
    --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
    --enable-reference-types --enable-multivalue \
    "$file" -o "$file.small"
  mv "$file.small" "$file"
done
