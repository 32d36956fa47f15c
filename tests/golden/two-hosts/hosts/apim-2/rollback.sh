#!/usr/bin/env bash
# Host apim-2: takes back what apply.sh did, as it wrote it down. Safe to run twice.
# usage: sudo bash rollback.sh [--dry-run] [--force] [--any-address] [RUN]
# Files get the contents, mode and owner from before the first run of apply.sh, or before the run of that number
# (--dry-run lists them); files and folders that were not there go. A file that somebody changed afterwards stops
# it, unless --force is given. Databases, Subversion's repository and what install.sh did stay as they are.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options root "$@"
this_is apim-2 10.0.0.12

steps() {
  :
  take_back
}
run_steps
