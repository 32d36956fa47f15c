say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
help() { sed -n '2,/^set -eu$/{ /^set -eu$/d; s/^# \{0,1\}//p; }' "$0"; exit 0; }

# Whether nobody else reads a file; otherwise its mode.
private() { # FILE
  MODE=$(stat -L -c %a -- "$1" 2>/dev/null || stat -L -f %Lp -- "$1")
  case $MODE in
    600 | 400) ;;
    *) return 1 ;;
  esac
}
