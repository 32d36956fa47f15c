# shellcheck shell=bash
# What the scripts share. Source it from the project's root: . scripts/lib.sh

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Trunk reads NO_COLOR as its own option and refuses the usual value "1".
unset NO_COLOR

# A tool that the project had to install beside the user's own version comes first, the usual cargo folder last;
# servers are outside an ordinary user's path.
TOOLS=$PWD/.cache/tools
PATH=$TOOLS/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin:/usr/sbin
export PATH

WASM=wasm32-unknown-unknown

# The version that Cargo.lock holds of a crate; the bindgen tool and crate must agree to the digit.
locked_version() {
  awk -v name="\"$1\"" '$1 == "name" && $3 == name { found = 1 } found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# Does this compiler have the library for WebAssembly?
has_wasm_std() {
  local lib found
  lib=$("$1" --print sysroot 2>/dev/null)/lib/rustlib/$WASM/lib
  for found in "$lib"/libstd-*.rlib; do
    [ -e "$found" ] && return 0
  done
  return 1
}

# Debian's compiler, its library for WebAssembly and the note of which compiler built it: another one can't read it.
SYSTEM_RUSTC=/usr/bin/rustc
SYSTEM_CARGO=/usr/bin/cargo
SYSTEM_STD=/usr/lib/rustlib/$WASM/lib
SYSTEM_STD_NOTE=$SYSTEM_STD/built-by

system_std_is_current() {
  [ -x "$SYSTEM_RUSTC" ] && [ -x "$SYSTEM_CARGO" ] && has_wasm_std "$SYSTEM_RUSTC" || return 1
  # A library from a package has no note and always fits.
  [ ! -e "$SYSTEM_STD_NOTE" ] || [ "$("$SYSTEM_RUSTC" -vV)" = "$(cat "$SYSTEM_STD_NOTE")" ]
}

# Which compiler builds the page: "usual" (the one on the path), "system" (Debian's) or nothing.
# WASM_TOOLCHAIN=system asks for Debian's where both are there.
wasm_toolchain() {
  if [ "${WASM_TOOLCHAIN:-usual}" != system ] && have rustc && ! [ "$(command -v rustc)" -ef "$SYSTEM_RUSTC" ] && has_wasm_std rustc; then
    say usual
  elif system_std_is_current; then
    say system
  fi
}

# A linker for WebAssembly; rustup brings its own, Debian has it in the package lld.
wasm_linker() {
  local candidate
  for candidate in wasm-ld-19 wasm-ld rust-lld; do
    if have "$candidate"; then command -v "$candidate"; return; fi
  done
  for candidate in wasm-ld-22 wasm-ld-21 wasm-ld-20 wasm-ld-18; do
    if have "$candidate"; then command -v "$candidate"; return; fi
  done
  if have rustc; then
    for candidate in "$(rustc --print sysroot)"/lib/rustlib/*/bin/rust-lld; do
      if [ -x "$candidate" ]; then say "$candidate"; return; fi
    done
  fi
}

# Puts the right cargo, rustc and linker in place for WebAssembly, with a target folder of their own:
# sharing one with the native builds would rebuild everything at each change between them.
use_wasm_toolchain() {
  local kind linker tool
  kind=$(wasm_toolchain)
  export CARGO_TARGET_DIR=$PWD/target-wasm
  case $kind in
    usual)
      if [ -n "$(find "$(rustc --print sysroot)/lib/rustlib" -path '*/bin/rust-lld' -print -quit)" ]; then return; fi
      ;;
    system)
      # Only these tools, not all of /usr/bin: a newer Node may stand before it on the path.
      mkdir -p .cache/system-rust
      for tool in cargo rustc rustdoc cargo-clippy clippy-driver; do
        rm -f ".cache/system-rust/$tool"
        if [ -x "/usr/bin/$tool" ]; then ln -s "/usr/bin/$tool" ".cache/system-rust/$tool"; fi
      done
      export PATH=$PWD/.cache/system-rust:$PATH
      unset RUSTUP_TOOLCHAIN RUSTC RUSTC_WRAPPER
      ;;
    *) die "no compiler for WebAssembly; run: scripts/setup page" ;;
  esac
  linker=$(wasm_linker)
  [ -n "$linker" ] || die "no linker for WebAssembly (wasm-ld or rust-lld); run: scripts/setup page"
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker
}

# Makes WebAssembly files smaller, in place.
optimise() {
  local file
  # Only npm's binaryen: Debian's old one breaks the function table, and the page dies at its start.
  local wasm_opt=node_modules/.bin/wasm-opt
  if [ ! -x "$wasm_opt" ]; then
    say "WARNING: the page is NOT optimised, $wasm_opt is missing; run: scripts/setup page" >&2
    return
  fi
  # The features are named: with all of them the result may hold types that a browser refuses.
  for file in "$@"; do
    # Twice: the first pass leaves what only the second can join.
    "$wasm_opt" -Oz -Oz --strip-debug --strip-producers \
      --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
      --enable-reference-types --enable-multivalue \
      "$file" -o "$file.small"
    mv "$file.small" "$file"
  done
}
