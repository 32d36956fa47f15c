//! `copy.sh`: takes each host's folder from the engineer's machine to the host.

use super::host_dir;
use crate::plan::Plan;
use crate::render::{File, sh};

const HEAD: &str = r#"set -eu
cd "$(dirname "$0")"

usage() {
  echo "usage: ./copy.sh [--dry-run] [HOST...]"
  echo "Copies the folder of each host to its home folder there; all hosts where none is named."
}

dry_run=''
wanted=()
for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=1 ;;
    -h | --help) usage; exit ;;
    -*) usage >&2; exit 2 ;;
    *) wanted+=("$argument") ;;
  esac
done

is_wanted() {
  [ "${#wanted[@]}" -eq 0 ] && return
  local name
  for name in "${wanted[@]}"; do
    [ "$name" = "$1" ] && return
  done
  return 1
}

# OpenSSH refuses a key that others can read.
check_key() {
  if [ ! -f "$1" ]; then
    echo "error: no key file $1; put it there or change the host's SSH key in the design" >&2
    exit 1
  fi
  case $(stat -c %a -- "$1") in
    400 | 600) ;;
    *) echo "error: others can read $1; run: chmod 600 $1" >&2; exit 1 ;;
  esac
}

copied=0
# copy FOLDER USER ADDRESS KEY
copy() {
  local folder=$1 target=$2@$3 key=$4 options=()
  is_wanted "${folder##*/}" || return 0
  if [ -n "$key" ]; then
    case $key in [~]/*) key=$HOME/${key#[~]/} ;; esac
    check_key "$key"
    options=(-i "$key")
  fi
  # In an scp target an IPv6 address stands in brackets.
  case $3 in *:*) target="$2@[$3]" ;; esac
  echo "== $folder -> $target:apim-designer/"
  copied=$((copied + 1))
  [ -z "$dry_run" ] || return 0
  ssh ${options[@]+"${options[@]}"} -- "$2@$3" 'mkdir -p apim-designer && chmod 700 apim-designer'
  scp -r -q ${options[@]+"${options[@]}"} -- "$folder" "$target:apim-designer/"
}

"#;

const TAIL: &str = r#"
if [ "$copied" -eq 0 ]; then
  echo "error: no such host; the names are those of the folders in hosts/" >&2
  exit 2
fi
echo "done: $copied"
"#;

pub(super) fn script(plan: &Plan) -> File {
    let mut text = String::from("#!/usr/bin/env bash\n");
    text += &sh::comment("Copies each host's folder to the host, over SSH. Safe to run twice.");
    text += HEAD;
    for host in &plan.hosts {
        let words = [
            &host_dir(host),
            &host.ssh_user,
            &host.address,
            &host.ssh_key,
        ];
        let words: Vec<String> = words.iter().map(|text| sh::word(text)).collect();
        text += &format!("copy {}\n", words.join(" "));
    }
    text += TAIL;
    File::script(text)
}
