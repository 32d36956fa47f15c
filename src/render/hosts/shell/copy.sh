here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
ONLY='' DRY='' SELECTED='' FOUND='' COPY_TARGET=''
SECRETS=${APIM_SECRETS:-$here/secrets.env}

while [ $# -gt 0 ]; do
  case $1 in
    --host) [ $# -gt 1 ] || die "--host needs a name"; ONLY=$2; shift ;;
    --secrets) [ $# -gt 1 ] || die "--secrets needs a file"; SECRETS=$2; shift ;;
    --dry-run) DRY=1 ;;
    -h | --help) help ;;
    *) die "unknown option $1; see --help" ;;
  esac
  shift
done

STAGE=$(umask 077 && mktemp -d)
trap 'rm -rf "$STAGE"' EXIT

run() {
  if [ -n "$DRY" ]; then
    printf 'would run:'
    printf ' %q' "$@"
    printf '\n'
  else
    "$@"
  fi
}

AGAIN='run copy.sh again, it sends what is not there yet'

remote() { # COMMAND
  run ssh ${IDENTITY[@]+"${IDENTITY[@]}"} -- "$TARGET" "$1" ||
    die "ssh to $TARGET failed, see above. Mend that, then $AGAIN"
}
send() { # FILE... FOLDER-BELOW-THE-REMOTE-ONE
  local folder=${!#}
  run scp -p -r ${IDENTITY[@]+"${IDENTITY[@]}"} -- "${@:1:$#-1}" "$COPY_TARGET:$REMOTE/$folder" ||
    die "not all of it reached $TARGET: ${*:1:$#-1}. See above why; mend that, then $AGAIN"
}

# Whether the host has the same file already; the products are large.
has() { # FILE PATH
  local there own
  [ -z "$DRY" ] || return 1
  # shellcheck disable=SC2029 # the path is this side's
  there=$(ssh ${IDENTITY[@]+"${IDENTITY[@]}"} -- "$TARGET" "sha256sum <'$REMOTE/$2'" 2>/dev/null </dev/null) || return 1
  if command -v sha256sum >/dev/null 2>&1; then own=$(sha256sum <"$1"); else own=$(shasum -a 256 <"$1"); fi
  [ "${there%% *}" = "${own%% *}" ]
}

# Everything that follows is for this host, until the next one.
host() { # NAME USER ADDRESS KEY FOLDER REMOTE-FOLDER SECRET...
  local name=$1 user=$2 address=$3 key=$4 folder=$5 wanted missing=''
  REMOTE=$6
  shift 6
  SELECTED=''
  if [ -n "$ONLY" ] && [ "$ONLY" != "$name" ]; then return 0; fi
  FOUND=1
  say "== $name ($address)"
  reach "$name" "$user" "$address" "$key"
  SELECTED=1
  # scp takes the colons of an address for the end of it.
  COPY_TARGET=$TARGET
  case $address in
    *:*) COPY_TARGET=${user:+$user@}[$address] ;;
  esac
  remote "mkdir -p $REMOTE/products $REMOTE/jars && chmod 700 apim-designer"
  send "$here/$folder"/* ''
  [ $# -gt 0 ] || return 0
  if [ ! -f "$SECRETS" ]; then
    say "   no secrets.env beside copy.sh; the host needs one in $REMOTE, with: $*"
    return 0
  fi
  private "$SECRETS" || die "others can read $SECRETS (mode $MODE); run: chmod 600 $SECRETS"
  # Only what this host needs.
  : >"$STAGE/secrets.env"
  chmod 600 "$STAGE/secrets.env"
  for wanted in "$@"; do
    grep "^$wanted=." <"$SECRETS" >>"$STAGE/secrets.env" || missing="$missing $wanted"
  done
  # Not all of them stand in files; apply.sh refuses to begin without those that do.
  if [ -n "$missing" ]; then say "   secrets.env has no value for:$missing"; fi
  send "$STAGE/secrets.env" secrets.env
}

# A product's archive, once per host.
product() { # ARCHIVE
  [ -n "$SELECTED" ] || return 0
  if [ ! -f "$here/products/$1" ]; then
    say "   MISSING: products/$1; download it into the folder products beside copy.sh and run this again"
    return 0
  fi
  if has "$here/products/$1" "products/$1"; then say "   there: $1"; return 0; fi
  send "$here/products/$1" products/
}

# The archive of a JDK, where somebody has put one.
jdk() { # PATTERN...
  local pattern found
  for pattern in "$@"; do
    for found in "$here/products"/$pattern; do
      if [ -f "$found" ]; then product "${found##*/}"; return 0; fi
    done
  done
}

# A library that no bundle may carry; where a product's archive has it in its folder lib, it is taken from there.
jar() { # PATTERN [ARCHIVE]
  local found
  [ -n "$SELECTED" ] || return 0
  for found in "$here/jars"/$1; do
    if [ -f "$found" ]; then send "$found" jars/; return 0; fi
  done
  if [ $# -gt 1 ] && [ -f "$here/products/$2" ]; then
    while IFS= read -r found; do
      # shellcheck disable=SC2254 # a pattern on purpose
      case $found in
        */lib/$1)
          tar -xzOf "$here/products/$2" "$found" >"$STAGE/${found##*/}" || die "$found could not be taken out of $2"
          send "$STAGE/${found##*/}" jars/
          return 0
          ;;
      esac
    done < <(tar -tzf "$here/products/$2")
  fi
  say "   MISSING: jars/$1; download it into the folder jars beside copy.sh and run this again"
}

# A file of a product's archive, for a host without the product.
part() { # ARCHIVE PATH FOLDER
  local top
  [ -n "$SELECTED" ] || return 0
  [ -f "$here/products/$1" ] || return 0
  top=${1%.zip}
  command -v unzip >/dev/null 2>&1 || die "unzip is missing; it takes $2 out of $1"
  mkdir -p -- "$STAGE/$(dirname -- "$2")"
  unzip -p "$here/products/$1" "$top/$2" >"$STAGE/$2" || die "$1 holds no $top/$2"
  remote "mkdir -p $REMOTE/$3/$(dirname -- "$2")"
  send "$STAGE/$2" "$3/$2"
}

# What certificates.sh made for a product or for nginx; nothing that makes others.
certificates() { # FOLDER [IF-MADE]
  [ -n "$SELECTED" ] || return 0
  if [ ! -d "$here/certificates/$1" ]; then
    if [ -z "${2:-}" ]; then
      say "   MISSING: certificates/$1; run certificates.sh and then this again"
    else
      say "   no certificates/$1: each nginx makes certificates of its own then, which no server trusts; certificates.sh makes better ones"
    fi
    return 0
  fi
  remote "mkdir -p $REMOTE/certificates"
  send "$here/certificates/$1" certificates/
}

finish() {
  [ -n "$FOUND" ] || die "there is no host $ONLY in this design"
  say "done; README.md tells what comes next"
}
