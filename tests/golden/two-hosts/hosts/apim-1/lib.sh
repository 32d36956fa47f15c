# shellcheck shell=bash
# What install.sh, apply.sh, start.sh, verify.sh and rollback.sh of one host share.
#
# For trying the scripts out without being root: with APIM_ROOT=/some/folder every path of the machine is taken below
# that folder, no package is installed, no service restarted, no owner changed; with APIM_MYSQL_DEFAULTS=/a/file the
# database client takes server and login from that option file.

ROOT=${APIM_ROOT:-}
WSO2_USER=${WSO2_USER:-wso2}
DRY=''
PHASE=check
PROBLEMS=0
BY_HAND=0
CHANGED=0
STAGE=''

say() { printf '%s\n' "$*"; }
step() { if [ "$PHASE" != check ]; then printf '== %s\n' "$*"; fi; }
warn() { printf 'warning: %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
# A step that cannot work; all of them are told before anything is changed.
problem() { PROBLEMS=$((PROBLEMS + 1)); printf 'error: %s\n' "$*" >&2; }
# What this version leaves to a person.
by_hand() { if [ "$PHASE" != check ]; then BY_HAND=$((BY_HAND + 1)); printf 'BY HAND: %s\n' "$*"; fi; }
checking() { [ "$PHASE" = check ]; }
# Whether the real machine is meant, not a folder for trials.
real() { [ -z "$ROOT" ]; }
# Whether systemd runs this machine; systemctl alone may be there without it, as in a container, and fail.
systemd() { [ -d /run/systemd/system ]; }

usage() { sed -n '2,/^set -eu$/{ /^set -eu$/d; s/^# \{0,1\}//p; }' "$0"; }

# shellcheck disable=SC2034 # start.sh asks for STOP
# Reads the options that the scripts share; what is left is in ARGUMENTS.
options() { # root|any ARGUMENT...
  local who=$1
  shift
  SECRETS=${APIM_SECRETS:-}
  STOP='' FORCE=''
  ANY_ADDRESS='' ANY_VERSION='' ANY_JAVA='' NO_WAIT='' FETCH=''
  ARGUMENTS=' '
  while [ $# -gt 0 ]; do
    case $1 in
      --dry-run) DRY=1 ;;
      --secrets) [ $# -gt 1 ] || die "--secrets needs a file"; SECRETS=$2; shift ;;
      --any-address) ANY_ADDRESS=1 ;;
      --any-version) ANY_VERSION=1 ;;
      --any-java) ANY_JAVA=1 ;;
      --no-wait) NO_WAIT=1 ;;
      --fetch) [ $# -gt 1 ] || die "--fetch needs the address of a folder"; FETCH=${2%/}; shift ;;
      --force) FORCE=1 ;;
      -h | --help) usage; exit 0 ;;
      -*) die "unknown option $1; see --help" ;;
      stop) STOP=1 ;;
      *) ARGUMENTS="$ARGUMENTS$1 " ;;
    esac
    shift
  done
  if [ "$who" = root ] && real && [ "$(id -u)" -ne 0 ] && [ -z "$DRY" ]; then
    die "this must run as root: sudo bash $0"
  fi
  STAGE=$(umask 077 && mktemp -d)
  trap 'rm -rf "$STAGE"' EXIT
}

# Stops on a machine that is not the one of the design: its files would ruin another.
this_is() { # NAME ADDRESS
  real || return 0
  [ -z "$ANY_ADDRESS" ] || return 0
  case $2 in
    '' | 127.* | ::1) return 0 ;;
  esac
  have ip || return 0
  ip -o addr show | awk '{ sub(/\/.*/, "", $4); print $4 }' | grep -qxF -- "$2" && return 0
  die "this folder is for host $1 with the address $2, which no interface of this machine has. Run it on the right
  machine, or mend the address in the design; with --any-address it goes on all the same"
}

# Runs the function `steps` twice: first it only looks, so that nothing is half done when something is missing.
run_steps() {
  PHASE=check
  steps
  if [ "$PROBLEMS" -gt 0 ]; then
    die "$PROBLEMS problem(s), nothing was changed"
  fi
  PHASE=apply
  steps
  if [ "$PROBLEMS" -gt 0 ]; then
    die "$PROBLEMS step(s) failed; mend what is said above and run this again"
  fi
  if [ "$BY_HAND" -gt 0 ]; then
    say "done, but $BY_HAND thing(s) are left to do by hand, see above and README.md"
  else
    say "done"
  fi
}

# --- secrets ---------------------------------------------------------------------------------------------------------

# Where secrets.env is, unless the command line said so.
find_secrets() {
  if [ -n "$SECRETS" ]; then return 0; fi
  if [ -f "$HERE/secrets.env" ]; then
    SECRETS=$HERE/secrets.env
  elif [ -f "$HERE/../../secrets.env" ]; then
    SECRETS=$HERE/../../secrets.env
  fi
}

# Finds secrets.env and looks whether it holds what the files of this folder ask for.
secrets_file() {
  checking || return 0
  local wanted missing mode owner
  wanted=$(LC_ALL=C grep -rhoE '@[{][a-z]+:[a-z0-9.]+[}]' "$HERE" --exclude=lib.sh --exclude=secrets.env |
    LC_ALL=C sed 's/.*://; s/}$//' | LC_ALL=C tr 'a-z.' 'A-Z_' | LC_ALL=C sort -u) || true
  [ -n "$wanted" ] || return 0
  find_secrets
  if [ ! -f "$SECRETS" ]; then
    problem "there is no secrets.env beside this script. Make one (chmod 600) with a line KEY=value for each of:" \
      "$(printf '%s' "$wanted" | tr '\n' ' ')"
    SECRETS=''
    return 0
  fi
  mode=$(stat -L -c %a -- "$SECRETS")
  owner=$(stat -L -c %u -- "$SECRETS")
  case $mode in
    600 | 400) ;;
    *) problem "$SECRETS can be read by others (mode $mode); run: chmod 600 $SECRETS" ;;
  esac
  if [ "$owner" != "$(id -u)" ] && [ "$owner" != "${SUDO_UID:-0}" ]; then
    problem "$SECRETS belongs to user $owner, not to you; take it over or use your own"
  fi
  missing=''
  for key in $wanted; do
    LC_ALL=C grep -q "^$key=." -- "$SECRETS" || missing="$missing $key"
  done
  if [ -n "$missing" ]; then
    problem "$SECRETS has no value for:$missing"
  fi
}

# Writes a file with each placeholder replaced by its secret, escaped for the syntax that the placeholder names. The
# secrets go through no argument and no environment, so that no process list shows them.
fill() { # SOURCE TARGET
  local end=''
  if ! LC_ALL=C grep -qE '@[{][a-z]+:[a-z0-9.]+[}]' <"$1"; then
    if ! cat <"$1" >"$2" 2>"$STAGE/said"; then problem "$1 could not be read into $STAGE: $(why "$STAGE")"; return 1; fi
    return 0
  fi
  [ -n "$SECRETS" ] || { problem "no secrets for $1"; return 1; }
  # Command substitution drops a newline: nothing is left where the file ends with one.
  if [ -z "$(tail -c 1 <"$1")" ]; then end=1; fi
  FILL_SECRETS=$SECRETS FILL_END=$end LC_ALL=C awk '
    function fail(text) { print "error: " text "\n" > "/dev/stderr"; failed = 1; exit 1 }
    function replaced(text, from, to,   out, at) {
      out = ""
      while ((at = index(text, from)) > 0) {
        out = out substr(text, 1, at - 1) to
        text = substr(text, at + length(from))
      }
      return out text
    }
    # XML by number, whatever encoding the file declares.
    function xml(text,   out, i, c, n, more, point) {
      out = ""
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        n = number[c]
        if (c == "&") out = out "&amp;"
        else if (c == "<") out = out "&lt;"
        else if (c == ">") out = out "&gt;"
        else if (c == "\"") out = out "&quot;"
        else if (c == apostrophe) out = out "&apos;"
        else if (n < 128) out = out c
        else {
          if (n >= 240 && n < 248) { more = 3; point = n - 240 }
          else if (n >= 224 && n < 240) { more = 2; point = n - 224 }
          else if (n >= 192 && n < 224) { more = 1; point = n - 192 }
          else fail("the secret " key " is not UTF-8 text")
          while (more-- > 0) {
            n = number[substr(text, ++i, 1)]
            if (n < 128 || n > 191) fail("the secret " key " is not UTF-8 text")
            point = point * 64 + n - 128
          }
          out = out "&#" point ";"
        }
      }
      return out
    }
    function escaped(syntax, text) {
      if (syntax == "xml") return xml(text)
      if (syntax == "json" || syntax == "cnf") return replaced(replaced(text, "\\", "\\\\"), "\"", "\\\"")
      if (syntax == "sql") return replaced(replaced(text, "\\", "\\\\"), apostrophe, apostrophe apostrophe)
      if (syntax == "sh") return replaced(text, apostrophe, apostrophe "\\" apostrophe apostrophe)
      if (syntax == "svn") {
        if (index(text, "%(")) fail("the secret " key " holds %(, which Subversion cannot take; choose another")
        return text
      }
      if (syntax == "jetty") {
        if (index(text, ",")) fail("the secret " key " holds a comma, which ends a password for Jetty; choose another")
        if (text ~ /^(OBF|MD5|CRYPT):/) fail("the secret " key " begins like one that is encrypted; choose another")
        return replaced(text, "\\", "\\\\")
      }
      fail("a file asks for the escaping " syntax ", which this script does not know")
    }
    BEGIN {
      ORS = ""
      apostrophe = sprintf("%c", 39)
      for (i = 1; i < 256; i++) number[sprintf("%c", i)] = i
      file = ENVIRON["FILL_SECRETS"]
      while ((getline line < file) > 0) {
        sub(/\r$/, "", line)
        at = index(line, "=")
        if (line ~ /^[ \t]*#/ || at == 0) continue
        value[substr(line, 1, at - 1)] = substr(line, at + 1)
      }
    }
    {
      if (NR > 1) print "\n"
      rest = $0
      while (match(rest, /@[{][a-z]+:[a-z0-9.]+[}]/)) {
        mark = substr(rest, RSTART + 2, RLENGTH - 3)
        print substr(rest, 1, RSTART - 1)
        rest = substr(rest, RSTART + RLENGTH)
        at = index(mark, ":")
        key = toupper(substr(mark, at + 1))
        gsub(/[.]/, "_", key)
        if (!(key in value) || value[key] == "") fail("secrets.env has no value for " key)
        if (value[key] ~ /[\001-\037\177]/) fail("the secret " key " holds a control character; choose another")
        if (value[key] ~ /^ | $/) fail("the secret " key " begins or ends with a blank; choose another")
        print escaped(substr(mark, 1, at - 1), value[key])
      }
      print rest
    }
    END { if (!failed && ENVIRON["FILL_END"]) print "\n" }
  ' <"$1" >"$2" || { problem "$1 could not be filled in"; return 1; }
}

# What a program said of a write that failed, and to which disk.
why() { # FOLDER
  sed -n '$s/^[^:]*: *//p' "$STAGE/said"
  df -P -- "$1" 2>/dev/null | awk 'NR == 2 { print "(disk " $1 ", mounted at " $6 ", " $4 " kB left)" }'
}

# --- files -----------------------------------------------------------------------------------------------------------

# The first folder of this kind that is not there: each run that changes something keeps what it replaced.
backup_folder() { # PARENT
  local n=1
  while [ -e "$1/$n" ]; do n=$((n + 1)); done
  printf %s "$1/$n"
}

# Opens the list of changes for this run.
open_journal() {
  local journal=$ROOT$JOURNAL folder=${JOURNAL%/*} missing=''
  [ -z "${RUN:-}" ] || return 0
  while [ ! -d "$ROOT$folder" ]; do missing="$folder $missing"; folder=$(dirname -- "$folder"); done
  (umask 077 && mkdir -p -- "$ROOT${JOURNAL%/*}" && touch -- "$journal") || die "$JOURNAL cannot be made"
  # A run that was cut may have left half a line.
  if [ -n "$(tail -c 1 -- "$journal")" ]; then printf '\n' >>"$journal"; fi
  RUN=$(awk -F '\t' 'NF == 6 && $2 + 0 > n { n = $2 + 0 } END { print n + 1 }' "$journal")
  record run "$(date '+%Y-%m-%d %H:%M')"
  for folder in $missing; do record folder "$folder"; done
}

# Writes down a change before it is made, for rollback.sh: what it is, the number of the run, the path, the copy that is
# kept, the sums before and after; parted by tabs, a dash for nothing.
record() { # KIND PATH [KEPT BEFORE AFTER]
  open_journal
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$RUN" "$2" "${3:--}" "${4:--}" "${5:--}" >>"$ROOT$JOURNAL" ||
    die "$JOURNAL cannot be written, so $2 was left alone"
}

# Keeps a copy of a file, whole or not at all; KEPT tells where.
keep() { # PATH BACKUP-PARENT
  open_journal
  if [ -z "${BACKUP:-}" ] || [ "${BACKUP%/*}" != "$2" ]; then
    (umask 077 && mkdir -p -- "$2")
    BACKUP=$(backup_folder "$2")
  fi
  if ! { (umask 077 && mkdir -p -- "$BACKUP$(dirname -- "$1")") && cp -p -- "$ROOT$1" "$2/part" &&
    mv -fT -- "$2/part" "$BACKUP$1"; } 2>"$STAGE/said"; then
    die "$1 could not be kept in $BACKUP, so it was left alone: $(why "$2")"
  fi
  KEPT=${BACKUP#"$ROOT"}$1
}

sum() { sha256sum <"$1" | cut -d ' ' -f 1; } # FILE

# What rollback.sh leaves to a person, once.
stays() { # WHAT
  if cut -f 1,3 -- "$ROOT$JOURNAL" 2>/dev/null | grep -qxF -- $'left\t'"$1"; then return 0; fi
  record left "$1"
}

# What a run that was cut left beside a file.
leftovers() { rm -f -- "$1"/.apim-designer.??????; } # FOLDER

# Moves a finished file to its place. One that is a mount, as /etc/hosts in a container, is written where it stands.
place() { # TEMPORARY TARGET
  if mv -fT -- "$1" "$2" 2>"$STAGE/mv.log"; then return 0; fi
  if [ -f "$2" ] && cat -- "$1" >"$2"; then rm -f -- "$1"; return 0; fi
  rm -f -- "$1"
  die "$2 could not be written: $(cat -- "$STAGE/mv.log")"
}

# Replaces a file by another: written down, the old one kept, and cut anywhere either the old or the new one stands there.
replace() { # FILE PATH MODE OWNER-REFERENCE BACKUP-PARENT
  local target=$ROOT$2 folder temp before=''
  folder=${target%/*}
  KEPT=''
  make_folder "$folder" "$4"
  leftovers "$folder"
  if [ -e "$target" ]; then keep "$2" "$5"; before=$(sum "$target"); fi
  record file "$2" "$KEPT" "$before" "$(sum "$1")"
  temp=$(mktemp "$folder/.apim-designer.XXXXXX" 2>"$STAGE/said") || die "nothing can be written into $folder: $(why "$folder")"
  if ! cat -- "$1" >"$temp" 2>"$STAGE/said"; then
    rm -f -- "$temp"
    die "$2 could not be written, and is as it was: $(why "$folder")"
  fi
  chmod "$3" -- "$temp"
  if real && [ -n "$4" ]; then chown --reference="$4" -- "$temp"; fi
  place "$temp" "$target"
  CHANGED=$((CHANGED + 1))
}

# Puts one file in place: filled in, compared, the old one kept, the owner of its neighbours.
put() { # SOURCE TARGET MODE OWNER-REFERENCE BACKUP-PARENT
  local source=$1 target=$ROOT$2 staged=$STAGE/staged
  if [ ! -f "$source" ]; then problem "$source is missing in this folder; copy the bundle again"; return 0; fi
  if checking; then
    if [ -d "$target" ]; then problem "$target is a folder; a file must stand there"; fi
    # The link would be replaced, and what it leads to forgotten.
    if [ -L "$target" ]; then problem "$target is a link to $(readlink -- "$target"); put that file itself there"; fi
    return 0
  fi
  fill "$source" "$staged" || return 0
  if [ -f "$target" ] && cmp -s -- "$staged" "$target" && [ "$(stat -c %a -- "$target")" = "${3#0}" ]; then
    say "   unchanged  $2"
    return 0
  fi
  if [ -n "$DRY" ]; then say "   would write $2"; return 0; fi
  replace "$staged" "$2" "$3" "$4" "$5"
  say "   written    $2"
}

make_folder() { # FOLDER OWNER-REFERENCE
  [ ! -d "$1" ] || return 0
  make_folder "$(dirname -- "$1")" "$2"
  record folder "${1#"$ROOT"}"
  mkdir -- "$1"
  if real && [ -n "$2" ]; then chown --reference="$2" -- "$1"; fi
}

SYSTEM_BACKUPS=/var/backups/apim-designer
JOURNAL=$SYSTEM_BACKUPS/journal

# A file of the machine itself, owned by root.
system_file() { # SOURCE TARGET MODE
  put "$HERE/$1" "$2" "$3" '' "$ROOT$SYSTEM_BACKUPS"
}

# The files that the account of the products may open at once; start.sh logs it in, so that it gets them.
open_files_limit() { # NUMBER
  local number=$1
  checking && return 0
  step "open files of $WSO2_USER"
  # A container may hold its own root to less; of what cannot be had, the account would get nothing.
  if real && ! (ulimit -n "$1") 2>/dev/null; then
    number=$(ulimit -Hn)
    warn "this machine lets nobody open more than $number files, $1 are right; raise that from outside"
  fi
  printf '%s - nofile %s\n' "$WSO2_USER" "$number" >"$STAGE/limits"
  put "$STAGE/limits" /etc/security/limits.d/apim-designer.conf 0644 '' "$ROOT$SYSTEM_BACKUPS"
}

# --- names -----------------------------------------------------------------------------------------------------------

# The lines of etc/hosts between this design's markers, and loopback lines that would hide one of its names.
hosts_lines() { # FOLDER
  local source=$HERE/etc/hosts target=$ROOT/etc/hosts staged=$STAGE/hosts problems=$STAGE/hosts.problems
  if [ ! -f "$target" ]; then problem "there is no /etc/hosts"; return 0; fi
  awk -v folder="$1" -v problems="$problems" '
    function ours_on(line,   n, part, i, found) {
      sub(/#.*/, "", line)
      n = split(line, part, /[ \t\r]+/)
      found = 0
      for (i = 1; i <= n; i++) if (part[i] != "") {
        if (!found) { address = part[i]; found = 1; kept = address; hit = 0; rest = 0; continue }
        if (tolower(part[i]) in ours) { hit++; last = part[i] } else { kept = kept "\t" part[i]; rest++ }
      }
      return found && hit
    }
    BEGIN { first = "# BEGIN apim-designer " folder; final = "# END apim-designer " folder; printf "" > problems }
    FNR == NR {
      block = block $0 "\n"
      line = $0
      sub(/#.*/, "", line)
      n = split(line, part, /[ \t]+/)
      for (i = 2; i <= n; i++) if (part[i] != "") { ours[tolower(part[i])] = 1; home[tolower(part[i])] = part[1] }
      next
    }
    $0 == first { inside = FNR; next }
    $0 == final { inside = 0; next }
    inside { next }
    ours_on($0) {
      if (address ~ /^127\./ || address == "::1") {
        out = out "# apim-designer: " $0 "\n"
        if (rest) out = out kept "\n"
        next
      }
      if (address != home[tolower(last)])
        print "line " FNR " of /etc/hosts leads " last " to " address ", the design to " home[tolower(last)] \
          "; remove the line or mend the design" > problems
    }
    { out = out $0 "\n" }
    END {
      if (inside) print "line " inside " of /etc/hosts has no \"" final "\" below it; remove the line" > problems
      printf "%s%s", out, block
    }
  ' "$source" "$target" >"$staged"
  while IFS= read -r line; do problem "$line"; done <"$problems"
  checking && return 0
  step "names in /etc/hosts"
  if cmp -s -- "$staged" "$target"; then say "   unchanged  /etc/hosts"; return 0; fi
  if [ -n "$DRY" ]; then say "   would write /etc/hosts"; return 0; fi
  replace "$staged" /etc/hosts "$(stat -c %a -- "$target")" "$target" "$ROOT$SYSTEM_BACKUPS"
  say "   written    /etc/hosts (the old one is kept as $KEPT)"
}

# --- products --------------------------------------------------------------------------------------------------------

# What starts a Carbon server; other products say what starts them.
STARTER=bin/wso2server.sh

# What a home says of its product; ActiveMQ does by the name of a library, from 5.8 on of another one.
version_text() { # HOME
  local library
  if [ -f "$ROOT$1/bin/version.txt" ]; then cat -- "$ROOT$1/bin/version.txt"; return 0; fi
  for library in "$ROOT$1"/lib/activemq-core-*.jar "$ROOT$1"/lib/activemq-broker-*.jar; do
    if [ ! -e "$library" ]; then continue; fi
    library=${library##*/activemq-*-}
    printf %s "ActiveMQ ${library%.jar}"
    return 0
  done
  return 1
}

# What follows is about this instance, until the next one.
product() { # NAME FOLDER HOME PRODUCT VERSION [STARTER]
  instance=$1 folder=$2 home=$3 PRODUCT_FILES=''
  local text
  step "$1: $4 $5 in $3"
  checking || return 0
  if [ ! -f "$ROOT$home/${6:-$STARTER}" ]; then
    problem "$instance: there is no $4 in $home; run install.sh first"
    return 0
  fi
  [ -z "$ANY_VERSION" ] || return 0
  if ! text=$(version_text "$home"); then
    case $# in
      5) text=bin/version.txt ;;
      *) text='lib/activemq-core-*.jar' ;;
    esac
    problem "$instance: $home/$text is missing, so nobody knows which product this is; --any-version goes on"
    return 0
  fi
  case " $text" in
    *[!0-9.]"$5" | *[!0-9.]"$5"[!0-9.]*) ;;
    *) problem "$instance: $home holds '$text', the design is for $4 $5. Unpack the right product, or change the
  version of the design; with --any-version it goes on all the same" ;;
  esac
}

# One file of the product, below its home.
product_file() { # PATH
  PRODUCT_FILES="$PRODUCT_FILES$1
"
  put "$HERE/$folder/$1" "$home/$1" 0640 "$ROOT$home" "$ROOT$home/.apim-designer-backup"
}

# A key store or trust store that certificates.sh made.
store() { # FOLDER PATH [IF-MADE]
  local found='' candidate
  for candidate in "$HERE/certificates/$1/${2##*/}" "$HERE/../../certificates/$1/${2##*/}"; do
    if [ -f "$candidate" ]; then found=$candidate; fi
  done
  if [ -z "$found" ]; then
    if [ -z "${3:-}" ]; then
      problem "$instance: there is no certificates/$1/${2##*/}. Run certificates.sh on your machine and copy again"
    fi
    return 0
  fi
  brought "$found" "$2"
}

# A file of the product that comes from elsewhere than this folder: only what is in it counts.
brought() { # FILE PATH
  PRODUCT_FILES="$PRODUCT_FILES$2
"
  checking && return 0
  if cmp -s -- "$1" "$ROOT$home/$2"; then say "   unchanged  $home/$2"; return 0; fi
  if [ -n "$DRY" ]; then say "   would write $home/$2"; return 0; fi
  replace "$1" "$home/$2" 0640 "$ROOT$home" "$ROOT$home/.apim-designer-backup"
  say "   written    $home/$2"
}

# The product's own file with what stands for it in the folder in-place; all else in it stays. The XPaths lead to what was
# to be written, for a look whether it was.
in_place() { # PATH XPATH...
  local path=$1 edits=$HERE/$folder/in-place/$1 target=$ROOT$home/$1 stage=$STAGE/in-place xpath now changed=''
  shift
  PRODUCT_FILES="$PRODUCT_FILES$path
"
  if [ ! -f "$edits" ] || [ ! -f "$HERE/in-place.xsl" ]; then
    problem "in-place.xsl or $folder/in-place/$path is missing in this folder; copy the bundle again"
    return 0
  fi
  # Without the product there are words already.
  if [ ! -d "$ROOT$home" ]; then return 0; fi
  if [ ! -f "$target" ] || [ -L "$target" ]; then
    problem "$instance: $home/$path is no file; unpack the product again, and put a file there if it is a link"
    return 0
  fi
  if ! have xmlstarlet; then problem "$instance: xmlstarlet is missing, which edits $path; run install.sh first"; return 0; fi
  mkdir -p -- "$stage"
  cp -- "$HERE/in-place.xsl" "$stage/in-place.xsl"
  cat -- "$target" >"$stage/old.xml"
  # Whether all fits can be seen without the secrets.
  if checking; then cat -- "$edits" >"$stage/edits.xml"; else fill "$edits" "$stage/edits.xml" || return 0; fi
  if LC_ALL=C grep -q '<!DOCTYPE' "$stage/old.xml"; then
    problem "$instance: $home/$path has a DOCTYPE, which would be lost; write the values of $folder/in-place/$path into it by hand"
    return 0
  fi
  if ! (cd -- "$stage" && xmlstarlet tr in-place.xsl old.xml >new.xml 2>log); then
    problem "$instance: $home/$path is not as expected: $(head -n 1 -- "$stage/log"). Compare it with
  $folder/in-place/$path, which has what goes into it"
    return 0
  fi
  for xpath in "$@"; do
    now=$(xml_value "$stage/new.xml" "$xpath")
    if [ "$now" != "$(xml_value "$stage/edits.xml" "$xpath")" ]; then
      problem "$instance: $(xml_path "$xpath") in $home/$path would not become what it should; write it by hand"
      return 0
    fi
    if [ "$now" != "$(xml_value "$stage/old.xml" "$xpath")" ]; then
      changed="$changed
              $(xml_path "$xpath")"
    fi
  done
  checking && return 0
  if [ "$(stat -c %a -- "$target")" = 640 ] &&
    cmp -s <(xmlstarlet c14n "$stage/old.xml" 2>/dev/null || echo old) <(xmlstarlet c14n "$stage/new.xml" 2>/dev/null); then
    say "   unchanged  $home/$path"
    return 0
  fi
  if [ -n "$DRY" ]; then say "   would edit $home/$path$changed"; return 0; fi
  if LC_ALL=C grep -q $'\r$' "$stage/old.xml"; then sed -i 's/$/\r/' "$stage/new.xml"; fi
  replace "$stage/new.xml" "$home/$path" 0640 "$ROOT$home" "$ROOT$home/.apim-designer-backup"
  say "   edited     $home/$path$changed"
}

# What a person installs in the product's own console; the file is there once it is.
feature() { # FEATURE FILE
  checking || return 0
  # Without the product there are words already.
  if [ ! -d "$ROOT$home" ] || [ -e "$ROOT$home/$2" ]; then return 0; fi
  problem "$instance: the feature \"$1\" is not installed in it: $home/$2 is missing. Install it in the server's
  console first, see \"Key manager in an Identity Server\" in README.md"
}

# A datasource that has its place in another file: of two of a name one silently wins.
defined_once() { # DATASOURCE FILE
  checking || return 0
  if LC_ALL=C grep -Eqs "<name>[[:space:]]*$1[[:space:]]*</name>" "$ROOT$home/$2"; then
    problem "$instance: $home/$2 defines $1 too, and of two datasources of a name one silently wins. It goes into
  master-datasources.xml: take it out there, or move the file away where it holds nothing else"
  fi
}

# A file that the feature brings; while it is missing, the feature is what is told.
in_feature() { # PATH XPATH...
  if checking && [ ! -e "$ROOT$home/$1" ]; then return 0; fi
  in_place "$@"
}

# Texts of an element and of all in it, or an attribute; layout left out.
xml_value() { # FILE XPATH
  xmlstarlet sel -T -t -m "$2/descendant-or-self::node()[not(*)][not(self::comment())][normalize-space() or not(../*)]" \
    -v . -n "$1" 2>/dev/null || true
}

# For people.
xml_path() { printf %s "$1" | LC_ALL=C sed "s/\*\[local-name()='\([^']*\)'\]/\1/g"; } # XPATH

# A file that the gateway manager commits in another form than the product brings it: on a worker that has not checked
# out yet it would be in the way, and stay. The rest of the tree is the same on both.
left_to_checkout() { # PATH
  PRODUCT_FILES="$PRODUCT_FILES$1
"
  checking && return 0
  if [ -e "$ROOT$home/$SYNCHRONIZED/.svn" ] || [ ! -f "$ROOT$home/$1" ]; then return 0; fi
  if [ -n "$DRY" ]; then say "   would leave to the checkout $home/$1"; return 0; fi
  keep "$home/$1" "$ROOT$home/.apim-designer-backup"
  record file "$home/$1" "$KEPT" "$(sum "$ROOT$home/$1")"
  rm -f -- "$ROOT$home/$1"
  CHANGED=$((CHANGED + 1))
  say "   left to the checkout $home/$1"
}

# What the deployment synchronizer carries.
SYNCHRONIZED=repository/deployment/server

# Whether a file lies where the synchronizer has checked out.
under_subversion() { # PATH
  case $1 in
    */"$SYNCHRONIZED"/*) [ -e "$ROOT${1%%/"$SYNCHRONIZED"/*}/$SYNCHRONIZED/.svn" ] ;;
    *) return 1 ;;
  esac
}

# Files that an earlier design changed and this one leaves alone: the product's own go back, from the first backup. What
# Subversion has checked out meanwhile stays its own.
product_rest() {
  local backups=$ROOT$home/.apim-designer-backup list=$STAGE/backups n=1 path original
  checking && return 0
  : >"$list"
  while [ -d "$backups/$n" ]; do
    if [ -d "$backups/$n$home" ]; then
      (cd -- "$backups/$n$home" && find . -type f | LC_ALL=C sort | sed "s|^\./|$n |") >>"$list"
    fi
    n=$((n + 1))
  done
  while read -r n path; do
    case "
$PRODUCT_FILES" in
      *"
$path
"*) continue ;;
    esac
    PRODUCT_FILES="$PRODUCT_FILES$path
"
    case $path in
      "$SYNCHRONIZED"/*) if [ -e "$ROOT$home/$SYNCHRONIZED/.svn" ]; then continue; fi ;;
    esac
    original=$backups/$n$home/$path
    if cmp -s -- "$original" "$ROOT$home/$path"; then continue; fi
    if [ -n "$DRY" ]; then say "   would put back the product's own $home/$path"; continue; fi
    # As it was, whatever it holds: nothing is filled in.
    replace "$original" "$home/$path" "$(stat -c %a -- "$original")" "$ROOT$home" "$backups"
    say "   the product's own again: $home/$path"
  done <"$list"
}

# A jar that no bundle may carry, from the folder jars of the bundle.
jar() { # PATTERN FOLDER WHAT WHERE-FROM
  local found='' candidate library=$ROOT$home/$2
  for candidate in "$library"/$1; do
    if [ -e "$candidate" ]; then
      if ! checking; then say "   there      $2/${candidate##*/}"; fi
      return 0
    fi
  done
  for candidate in "$HERE"/jars/$1 "$HERE"/../../jars/$1; do
    if [ -f "$candidate" ]; then found=$candidate; fi
  done
  if [ -z "$found" ]; then
    problem "$instance: $3 ($1) is missing. $4 Put it into the folder jars of the bundle and copy again, or put it
  into $home/$2"
    return 0
  fi
  checking && return 0
  if [ -n "$DRY" ]; then say "   would copy ${found##*/} to $home/$2"; return 0; fi
  replace "$found" "$home/$2/${found##*/}" 0644 "$ROOT$home" "$ROOT$home/.apim-designer-backup"
  say "   copied     $2/${found##*/}"
}

# A file of another product, from where copy.sh put it or from a home of this host.
part() { # PATH FOLDER WHAT
  local found='' folder
  for folder in ${SCHEMA_HOMES[@]+"${SCHEMA_HOMES[@]}"} "$HERE/parts"; do
    if [ -f "$folder/$1" ]; then found=$folder/$1; fi
  done
  if [ -z "$found" ]; then
    problem "$instance: $3 ($1) is missing. copy.sh takes it out of the product's zip (folder products); or put it into
  $HERE/parts/$1"
    return 0
  fi
  brought "$found" "$2/${1##*/}"
}

# --- MySQL and MariaDB -----------------------------------------------------------------------------------------------

mysql_client() {
  if have mysql; then echo mysql; elif have mariadb; then echo mariadb; fi
}

# SQL from standard input, as the server's administrator; results without decoration. The mode is that of the files:
# where the server's own takes no backslash for an escape, names with one would be others.
sql() { # OPTION...
  local client login=()
  client=$(mysql_client)
  [ -n "$client" ] || return 1
  if [ -n "${APIM_MYSQL_DEFAULTS:-}" ]; then
    login=(--defaults-file="$APIM_MYSQL_DEFAULTS")
  elif [ -n "${DATABASE_LOGIN:-}" ]; then
    login=(--defaults-file="$DATABASE_LOGIN")
  fi
  "$client" ${login[@]+"${login[@]}"} --batch --skip-column-names --default-character-set=utf8mb4 \
    --init-command="SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'" "$@"
}

# Finds a way to log in as administrator.
database_administrator() {
  if printf 'SELECT 1;' | sql >/dev/null 2>&1; then return 0; fi
  # Debian's own account of the administrator.
  DATABASE_LOGIN=/etc/mysql/debian.cnf
  if [ -r "$DATABASE_LOGIN" ] && printf 'SELECT 1;' | sql >/dev/null 2>&1; then return 0; fi
  DATABASE_LOGIN=''
  return 1
}

database_restart() {
  local name
  for name in mariadb mysql mysqld; do
    if systemd && systemctl cat "$name.service" >/dev/null 2>&1; then systemctl restart "$name"; return; fi
  done
  for name in mysql mariadb mysqld; do
    if [ -x "/etc/init.d/$name" ]; then service "$name" restart; return; fi
  done
  return 1
}

# The server: its own settings, and whether it is the one of the design.
database_server() { # FLAVOUR OPTION-FILE CONNECTIONS
  local version wanted folder target='' n
  step "database server ($1)"
  if [ -z "$(mysql_client)" ]; then problem "there is no database client; run install.sh first"; return 0; fi
  if checking; then
    if ! database_administrator; then
      problem "the database server does not let the administrator in. Start it; where it asks for a password, write
  user and password of its administrator into /root/.my.cnf (mode 600)"
      return 0
    fi
    version=$(printf 'SELECT VERSION();' | sql)
    case $1 in
      mariadb) wanted='*MariaDB*' ;;
      *) wanted="${1#mysql-}.*" ;;
    esac
    # shellcheck disable=SC2254 # a pattern on purpose
    case $version in
      $wanted) ;;
      *) if [ -z "$ANY_VERSION" ]; then
        problem "the server is $version, the design says $1, and its SQL differs. Set the server's version in the
  design; with --any-version it goes on all the same"
      fi ;;
    esac
    return 0
  fi
  for folder in /etc/mysql/mariadb.conf.d /etc/mysql/mysql.conf.d /etc/mysql/conf.d /etc/my.cnf.d; do
    case $1:$folder in
      mysql-*:*/mariadb.conf.d) continue ;;
    esac
    if [ -d "$ROOT$folder" ]; then target=$folder/zz-apim-designer.cnf; break; fi
  done
  if [ -z "$target" ]; then problem "there is no folder for option files of the server; make /etc/mysql/conf.d and include it"; return 0; fi
  n=$CHANGED
  system_file "$2" "$target" 0644
  if [ "$CHANGED" -gt "$n" ] && real; then
    say "   the server restarts"
    if ! database_restart; then problem "the database server did not restart; look into its log"; return 0; fi
    n=0
    until printf 'SELECT 1;' | sql >/dev/null 2>&1; do
      n=$((n + 1))
      if [ "$n" -gt 60 ]; then problem "the database server does not answer after its restart; look into its log"; return 0; fi
      sleep 1
    done
  fi
  if real && [ -z "$DRY" ]; then
    n=$(printf 'SELECT @@max_connections;' | sql)
    if [ "$n" -lt "$3" ]; then
      problem "the server allows $n connections, the design needs $3. Raise its limit of open files (LimitNOFILE of its
  systemd unit, or nofile in /etc/security/limits.conf) and restart it"
    fi
  fi
}

# A script of the bundle; may hold secrets, which reach the client by standard input only.
database_script() { # FILE WHAT
  if [ ! -f "$HERE/$1" ]; then problem "$1 is missing in this folder; copy the bundle again"; return 0; fi
  checking && return 0
  step "$2"
  if [ -n "$DRY" ]; then say "   would run $1"; return 0; fi
  fill "$HERE/$1" "$STAGE/script.sql" || return 0
  stays "the databases of this server, with their tables, accounts and rights"
  if sql <"$STAGE/script.sql" >/dev/null; then
    say "   run        $1"
  else
    problem "$1 failed, see the message above. Error 1819 means that the server wants other passwords: choose longer ones
  of several kinds of characters in secrets.env"
  fi
}

# Text of a SQL string literal, for names that the generator did not put into a file.
sql_text() { printf %s "$1" | sed "s/\\\\/\\\\\\\\/g; s/'/''/g"; }

# Where the product's own scripts are: beside this script, or in a product of this host.
schema_script() { # PATH
  local folder
  for folder in "$HERE/mysql" ${SCHEMA_HOMES[@]+"${SCHEMA_HOMES[@]}"}; do
    if [ -f "$folder/$1" ]; then printf %s "$folder/$1"; return 0; fi
  done
  return 1
}

SCHEMA_HOMES=()
# A home of API Manager on this host, which has the scripts and the toolbox of its statistics.
schema_home() { SCHEMA_HOMES+=("$ROOT$1"); } # HOME

# Names of the tables that scripts make, one a line; comments are left out.
script_tables() { # FILE...
  awk '
    {
      line = $0; code = ""
      for (;;) {
        if (inside) {
          end = index(line, "*/")
          if (!end) { line = ""; break }
          line = substr(line, end + 2); inside = 0; code = code " "
        }
        start = index(line, "/*"); rest = match(line, /#|--([ \t\r]|$)/)
        if (start && (!rest || start < rest)) {
          code = code substr(line, 1, start - 1); line = substr(line, start + 2); inside = 1
        } else {
          if (rest) line = substr(line, 1, rest - 1)
          break
        }
      }
      text = text " " code line
    }
    END {
      count = split(text, words, /[ \t\r(;`]+/)
      for (n = 1; n < count; n++) {
        if (toupper(words[n]) != "CREATE" || toupper(words[n + 1]) != "TABLE") continue
        name = words[toupper(words[n + 2]) == "IF" ? n + 5 : n + 2]
        if (!(name in seen)) { seen[name]; print name }
      }
    }' "$@"
}

# Tables of one database, made once: the product's scripts are not safe to run twice. A patch may bring a script that
# makes others than the release did; so what the scripts say counts, and the number here where they are missing.
database_schema() { # DATABASE TABLES MARK SCRIPT...
  local name=$1 tables=$2 mark=$3 there charset script file found files=()
  shift 3
  if checking; then
    for script in "$@"; do
      if ! schema_script "$script" >/dev/null; then
        # A problem only where it is to be run.
        if [ "$(table_count "$name" 2>/dev/null)" = 0 ]; then
          problem "the product's $script is not here. copy.sh brings it from the product's zip (folder products); or unpack
  it into $HERE/mysql/$script"
        fi
      fi
    done
    return 0
  fi
  step "tables of $name"
  for script in "$@"; do
    if file=$(schema_script "$script"); then files+=("$file"); fi
  done
  if [ ${#files[@]} -eq $# ]; then
    found=$(script_tables "${files[@]}" | wc -l)
    if [ "$found" -ne "$tables" ]; then
      warn "the product's scripts make $found tables in $name, those of its release make $tables. See whether they are
  of the right version: $*"
      tables=$found
    fi
  fi
  if [ -n "$DRY" ]; then say "   would look, and make $tables tables if there are none"; return 0; fi
  there=$(table_count "$name")
  if [ "$there" -ge "$tables" ]; then
    if [ "$(table_count "$name" "$mark")" = 0 ]; then
      problem "database $name holds $there tables of something else ($mark is not among them); give the design another name"
    else
      say "   there      $there tables"
    fi
    return 0
  fi
  if [ "$there" -gt 0 ]; then
    problem "database $name holds $there of $tables tables: a script stopped half way, or the database belongs to
  something else. Where nothing in it is needed, drop the database and run this again"
    return 0
  fi
  charset=$(printf "SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '%s';" \
    "$(sql_text "$name")" | sql)
  if [ "$charset" != latin1 ]; then
    problem "database $name has the character set $charset; its keys fit only with latin1. It is empty: drop it and run this again"
    return 0
  fi
  for script in "$@"; do
    file=$(schema_script "$script") || { problem "the product's $script is not here"; return 0; }
    # The scripts hold TIMESTAMP columns with DEFAULT 0, which newer servers refuse, and others without a default,
    # which newer servers give none.
    if ! { printf "SET SESSION sql_mode = '';\n"; own_timestamps; cat -- "$file"; } | sql --database="$name"; then
      problem "$script failed in $name, see the message above; drop the database before the next try"
      return 0
    fi
  done
  there=$(table_count "$name")
  if [ "$there" -eq "$tables" ]; then
    say "   made       $there tables"
  else
    problem "$name has $there tables now, $tables were expected: the scripts are of another version. Drop the database,
  bring the scripts of the right product and run this again"
  fi
}

# What lets a TIMESTAMP without a default have one, as in the servers that the scripts were written for.
own_timestamps() {
  if printf "SHOW VARIABLES LIKE 'explicit_defaults_for_timestamp';" | sql | grep -qi 'ON$'; then
    printf 'SET SESSION explicit_defaults_for_timestamp = OFF;\n'
  fi
}

# Number of tables, all or of one name.
table_count() { # DATABASE [TABLE]
  {
    printf "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '%s'" "$(sql_text "$1")"
    if [ $# -gt 1 ]; then printf " AND TABLE_NAME = '%s'" "$(sql_text "$2")"; fi
    printf ';'
  } | sql
}

# --- nginx -----------------------------------------------------------------------------------------------------------

# A certificate for a published name; an own one is used where it is there.
certificate() { # NAME
  local base=$ROOT/etc/nginx/tls/$1 made
  step "certificate of $1"
  if [ -s "$base.crt" ] && [ -s "$base.key" ]; then
    if ! checking; then say "   there      /etc/nginx/tls/$1.crt"; fi
    for made in "$HERE/certificates/nginx/$1.crt" "$HERE/../../certificates/nginx/$1.crt"; do
      if [ -s "$made" ] && ! cmp -s -- "$made" "$base.crt" && ! checking; then
        warn "/etc/nginx/tls/$1.crt is another than certificates.sh made; to have that one, remove this and its key first"
      fi
    done
    return 0
  fi
  if [ -e "$base.crt" ] || [ -e "$base.key" ]; then
    problem "of /etc/nginx/tls/$1.crt and $1.key only one is there; put the other beside it"
    return 0
  fi
  for made in "$HERE/certificates/nginx/$1" "$HERE/../../certificates/nginx/$1"; do
    if [ ! -s "$made.crt" ] || [ ! -s "$made.key" ]; then continue; fi
    checking && return 0
    if [ -n "$DRY" ]; then say "   would take that of certificates.sh"; return 0; fi
    mkdir -p -- "$ROOT/etc/nginx/tls"
    chmod 0700 -- "$ROOT/etc/nginx/tls"
    (umask 077 && cp -- "$made.key" "$base.key" && cp -- "$made.crt" "$base.crt")
    chmod 0644 -- "$base.crt"
    say "   taken      /etc/nginx/tls/$1.crt, of certificates.sh"
    return 0
  done
  have openssl || checking || { problem "openssl is missing"; return 0; }
  checking && return 0
  if [ -n "$DRY" ]; then say "   would make a self-signed certificate"; return 0; fi
  mkdir -p -- "$ROOT/etc/nginx/tls"
  chmod 0700 -- "$ROOT/etc/nginx/tls"
  # A file, since older openssl cannot take the alternative name as an argument.
  printf '%s\n' '[req]' 'distinguished_name = name' 'x509_extensions = extensions' 'prompt = no' '[name]' "CN = $1" \
    '[extensions]' "subjectAltName = DNS:$1" 'basicConstraints = CA:FALSE' >"$STAGE/certificate.cnf"
  if (umask 077 && openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 825 -config "$STAGE/certificate.cnf" \
    -keyout "$STAGE/certificate.key" -out "$STAGE/certificate.crt" 2>"$STAGE/certificate.log"); then
    (umask 077 && cat -- "$STAGE/certificate.key" >"$base.key")
    cat -- "$STAGE/certificate.crt" >"$base.crt"
    chmod 0644 -- "$base.crt"
    say "   made       /etc/nginx/tls/$1.crt, self-signed: browsers will warn until you put your own there"
  else
    cat -- "$STAGE/certificate.log" >&2
    problem "openssl made no certificate for $1"
  fi
}

nginx_site() { # FILE CERTIFICATE-NAME
  local file=${1##*/}
  if checking; then
    if real && ! have nginx; then problem "nginx is missing; run install.sh first"; return 0; fi
    if [ -n "$2" ] && [ ! -s "$ROOT/etc/nginx/tls/$2.crt" ]; then
      problem "there is no certificate /etc/nginx/tls/$2.crt; run install.sh first, or put yours there"
    fi
    return 0
  fi
  if [ -z "${NGINX_BEFORE:-}" ]; then
    NGINX_BEFORE=$STAGE/nginx
    mkdir -- "$NGINX_BEFORE"
    NGINX_CHANGED=$CHANGED
  fi
  if [ -e "$ROOT/etc/nginx/conf.d/$file" ]; then cp -p -- "$ROOT/etc/nginx/conf.d/$file" "$NGINX_BEFORE/$file"; fi
  system_file "$1" "/etc/nginx/conf.d/$file" 0644
}

# Files of this tool that the design no longer has would go on serving.
nginx_reload() { # KEPT-FILE...
  local file kept
  checking && return 0
  step "nginx takes its files"
  for file in "$ROOT"/etc/nginx/conf.d/apim-*.conf; do
    [ -e "$file" ] || continue
    kept=''
    for name in "$@"; do if [ "${file##*/}" = "$name" ]; then kept=1; fi; done
    if [ -z "$kept" ]; then warn "$file is not of this design; remove it if an earlier one put it there"; fi
  done
  if [ -n "$DRY" ]; then say "   would test and reload nginx"; return 0; fi
  if ! real; then say "   not tested: APIM_ROOT is set"; return 0; fi
  if ! nginx -t; then
    for file in "$@"; do
      if [ -e "${NGINX_BEFORE:-}/$file" ]; then
        cp -p -- "$NGINX_BEFORE/$file" "/etc/nginx/conf.d/$file"
      else
        rm -f -- "/etc/nginx/conf.d/$file"
      fi
    done
    problem "nginx refuses the files, see above; those from before are back in place"
    return 0
  fi
  if [ "$CHANGED" -gt "${NGINX_CHANGED:-$CHANGED}" ]; then
    if nginx_running; then nginx -s reload; say "   reloaded"; else say "   start.sh starts it"; fi
  fi
}

nginx_running() { [ -s /run/nginx.pid ] && kill -0 "$(cat /run/nginx.pid)" 2>/dev/null; }

# --- Subversion ------------------------------------------------------------------------------------------------------

# The repository with its accounts; what is committed in it stays.
svn_repository() { # PATH
  local repository=$ROOT$1 file mode
  step "Subversion repository $1"
  if checking; then
    if ! have svnadmin; then problem "svnadmin is missing; run install.sh first"; fi
    for file in svnserve.conf passwd authz; do
      if [ ! -f "$HERE/svn/$file" ]; then problem "svn/$file is missing in this folder; copy the bundle again"; fi
    done
    if [ -e "$repository" ] && [ ! -f "$repository/format" ] && [ -n "$(ls -A -- "$repository" 2>/dev/null)" ]; then
      problem "$1 is there and is no repository; move it away, or give the design another path"
    fi
    return 0
  fi
  if [ -n "$DRY" ]; then say "   would make it if it is not there"; return 0; fi
  if [ ! -f "$repository/format" ]; then
    stays "$1"
    mkdir -p -- "$(dirname -- "$repository")"
    # Whole or not at all, as half a repository cannot be told from something else.
    rm -rf -- "$repository.apim-designer"
    svnadmin create "$repository.apim-designer"
    if [ -d "$repository" ]; then rmdir -- "$repository"; fi
    mv -T -- "$repository.apim-designer" "$repository"
    CHANGED=$((CHANGED + 1))
    say "   made"
  fi
  if real; then chown -R svn:svn -- "$repository"; fi
  for file in svnserve.conf passwd authz; do
    mode=0640
    if [ "$file" = passwd ]; then mode=0600; fi
    put "$HERE/svn/$file" "$1/conf/$file" "$mode" "$repository" "$ROOT$SYSTEM_BACKUPS"
  done
}

svn_service() { # FILE
  local n=$CHANGED
  system_file "$1" "/etc/systemd/system/${1##*/}" 0644
  checking && return 0
  if real && [ -z "$DRY" ] && systemd; then
    systemctl daemon-reload
    if ! systemctl is-enabled --quiet "${1##*/}" 2>/dev/null; then record unit "${1##*/}"; fi
    systemctl enable "${1##*/}" >/dev/null 2>&1 || true
    if [ "$CHANGED" -gt "$n" ] && systemctl is-active --quiet "${1##*/}"; then systemctl restart "${1##*/}"; fi
  fi
}

# --- taking back -----------------------------------------------------------------------------------------------------

# What apply.sh wrote down, in reverse, from the run on that was asked for: each file as it was before that run.
take_back() {
  local journal=$ROOT$JOURNAL list=$STAGE/take-back runs from kind path kept before known
  FOLDERS=() HINTS=''
  if [ -e "$journal" ] && [ ! -r "$journal" ]; then problem "$JOURNAL is readable by root only"; return 0; fi
  if [ ! -s "$journal" ]; then
    if ! checking; then say "there is nothing to take back on this host"; fi
    return 0
  fi
  from=${ARGUMENTS# }
  from=${from% }
  : "${from:=1}"
  runs=$(awk -F '\t' '$1 == "run" && NF == 6 { print "   run " $2 ", " $3 }' "$journal")
  if [ "$from" != 1 ] && ! cut -f 1,2 -- "$journal" | grep -qxF -- $'run\t'"$from"; then
    problem "there is no run $from of apply.sh on this host. There are:
$runs"
    return 0
  fi
  if ! checking; then
    step "runs of apply.sh on this host, the first of them taken back: $from"
    say "$runs"
  fi
  # What is left to a person is left with all that lies below it.
  FROM=$from LC_ALL=C awk -F '\t' '
    NF != 6 { next }
    { known[$3] = known[$3] " " $5 " " $6 }
    $1 == "left" { left[$3 "/"] }
    $2 + 0 >= ENVIRON["FROM"] + 0 && !(($1, $3) in seen) {
      seen[$1, $3]
      n++
      kind[n] = $1; path[n] = $3; kept[n] = $4; before[n] = $5
    }
    END {
      for (i = n; i > 0; i--) {
        skip = 0
        for (folder in left) if (kind[i] != "left" && index(path[i], folder) == 1) skip = 1
        if (!skip) print kind[i] "\t" path[i] "\t" kept[i] "\t" before[i] "\t" known[path[i]] " "
      }
    }' "$journal" >"$list"
  while IFS=$'\t' read -r kind path kept before known; do
    case $kind in
      file) take_back_file "$path" "$kept" "$before" "$known" ;;
      folder) FOLDERS+=("$path"); take_back_folder "$path" ;;
      unit) take_back_unit "$path" ;;
      left) if ! checking; then say "   stays      $path"; fi ;;
    esac
  done <"$list"
  if checking || [ -n "$DRY" ] || [ "$PROBLEMS" -gt 0 ]; then return 0; fi
  forget "$from"
  case $HINTS in *units*) if real && systemd; then systemctl daemon-reload; fi ;; esac
  case $HINTS in *nginx*) say "Now: nginx -t && nginx -s reload (it still serves what it had)" ;; esac
  case $HINTS in *database*) say "Now: restart the database server (it still has the settings that were taken back)" ;; esac
  case $HINTS in *product*) say "Now: servers that run must be stopped (start.sh stop) and started again" ;; esac
}

hint() { # PATH
  case $1 in
    /etc/nginx/*) HINTS="$HINTS nginx" ;;
    */zz-apim-designer.cnf) HINTS="$HINTS database" ;;
    /etc/systemd/*) HINTS="$HINTS units" ;;
    /etc/hosts | /etc/security/*) ;;
    *) HINTS="$HINTS product" ;;
  esac
}

# One file as it was: with its contents, mode and owner, or not there.
take_back_file() { # PATH KEPT SUM-BEFORE KNOWN-SUMS
  local target=$ROOT$1 folder source=$ROOT$2 now=- temp
  folder=${target%/*}
  if [ -L "$target" ] || { [ -e "$target" ] && [ ! -f "$target" ]; }; then
    problem "$1 is no file any more; put away what stands there"
    return 0
  fi
  if [ -e "$target" ]; then now=$(sum "$target"); fi
  if ! checking && [ -z "$DRY" ]; then leftovers "$folder"; fi
  if [ "$2" = - ]; then
    if [ "$now" = - ]; then return 0; fi
  elif [ ! -d "$folder" ]; then
    checking || say "   gone       $1 (its folder is not there any more)"
    return 0
  elif [ ! -f "$source" ]; then
    # A run of this script that was cut has been here.
    if [ "$now" = "$3" ]; then return 0; fi
    problem "$1 cannot be taken back: the copy of it, $2, is gone"
    return 0
  elif [ "$now" = "$3" ] && [ "$(stat -c '%a %u %g' -- "$source")" = "$(stat -c '%a %u %g' -- "$target")" ]; then
    return 0
  fi
  case " - $4 " in
    *" $now "*) ;;
    *)
      if [ "$1" = /etc/hosts ] && ! grep -q '^# BEGIN apim-designer ' "$source"; then
        cp -p -- "$target" "$STAGE/hosts"
        without_our_lines "$target" >"$STAGE/hosts"
        if cmp -s -- "$target" "$STAGE/hosts"; then return 0; fi
        source=$STAGE/hosts
      elif under_subversion "$1"; then
        if ! checking; then say "   stays      $1 (Subversion has brought it)"; fi
        return 0
      elif [ -z "$FORCE" ]; then
        problem "$1 was changed by somebody after apply.sh wrote it. Before, it was: $2 (- for not there). With --force
  it is taken back all the same, and the changed one kept in $SYSTEM_BACKUPS/taken-back"
        return 0
      elif ! checking && [ -z "$DRY" ]; then
        RUN=none
        keep "$1" "$ROOT$SYSTEM_BACKUPS/taken-back"
        say "   kept       $KEPT"
      fi
      ;;
  esac
  checking && return 0
  hint "$1"
  if [ "$2" = - ]; then
    if [ -n "$DRY" ]; then say "   would remove  $1"; return 0; fi
    rm -f -- "$target"
    say "   removed    $1"
  else
    if [ -n "$DRY" ]; then say "   would restore $1"; return 0; fi
    temp=$(mktemp "$folder/.apim-designer.XXXXXX" 2>"$STAGE/said") || die "nothing can be written into $folder: $(why "$folder")"
    if ! cp -p -- "$source" "$temp" 2>"$STAGE/said"; then
      rm -f -- "$temp"
      die "$1 could not be restored, and is as it was: $(why "$folder")"
    fi
    place "$temp" "$target"
    say "   restored   $1"
  fi
}

# /etc/hosts as it would be without this tool: others write lines of their own into it, and those stay.
without_our_lines() { # FILE
  awk '
    /^# BEGIN apim-designer / { inside = 1 }
    inside { if (/^# END apim-designer /) inside = 0; next }
    # The names that were left of a line which had ours among them.
    NR == after {
      n = split($0, part, /\t/)
      for (i = 1; i <= n && part[i] in old; i++) continue
      if (n && i > n) next
    }
    sub(/^# apim-designer: /, "") {
      split("", old)
      n = split($0, part, /[ \t\r]+/)
      for (i = 1; i <= n; i++) old[part[i]]
      after = NR + 1
    }
    { print }
  ' "$1"
}

# A folder that was made, unless something else is in it by now.
take_back_folder() { # PATH
  if checking || [ ! -d "$ROOT$1" ]; then return 0; fi
  if [ -n "$DRY" ]; then say "   would remove  $1/ if nothing is in it"; return 0; fi
  leftovers "$ROOT$1"
  rmdir -- "$ROOT$1" 2>/dev/null || return 0
  say "   removed    $1/"
}

# A service that was made ours to start with the machine.
take_back_unit() { # NAME
  if checking || ! real || ! systemd; then return 0; fi
  if [ -n "$DRY" ]; then say "   would stop and disable $1"; return 0; fi
  systemctl disable --quiet --now "$1" 2>/dev/null || true
  say "   stopped    $1"
}

# Everything stands as before: copies that say nothing more, and the lines of these runs, go.
forget() { # FIRST-RUN
  local journal=$ROOT$JOURNAL parents=$STAGE/parents parent copy path
  {
    say "$SYSTEM_BACKUPS"
    LC_ALL=C awk -F '\t' '(at = index($4, "/.apim-designer-backup/")) { print substr($4, 1, at + 21) }' "$journal"
  } | LC_ALL=C sort -u >"$parents"
  FROM=$1 awk -F '\t' 'NF == 6 && $2 + 0 >= ENVIRON["FROM"] + 0 && $4 != "-" { print $4 }' "$journal" >"$STAGE/copies"
  while IFS= read -r copy; do rm -f -- "$ROOT$copy"; done <"$STAGE/copies"
  FROM=$1 awk -F '\t' 'NF == 6 && $2 + 0 < ENVIRON["FROM"] + 0' "$journal" >"$STAGE/journal"
  if [ -s "$STAGE/journal" ]; then
    (umask 077 && cat -- "$STAGE/journal" >"$journal.new")
    mv -fT -- "$journal.new" "$journal"
  else
    rm -f -- "$journal"
  fi
  while IFS= read -r parent; do
    [ -d "$ROOT$parent" ] || continue
    rm -f -- "$ROOT$parent/part"
    # A run that was cut may have copied a file and gone no further.
    (cd -- "$ROOT$parent" && find . -type f -path './[0-9]*/*') >"$STAGE/copies"
    while IFS= read -r copy; do
      copy=${copy#./}
      path=/${copy#*/}
      if cmp -s -- "$ROOT$parent/$copy" "$ROOT$path"; then rm -f -- "$ROOT$parent/$copy"; fi
    done <"$STAGE/copies"
    find "$ROOT$parent" -depth -type d -empty -delete
  done <"$parents"
  # Those that held the journal itself.
  for path in ${FOLDERS[@]+"${FOLDERS[@]}"}; do
    if [ -d "$ROOT$path" ] && ! rmdir -- "$ROOT$path" 2>/dev/null; then say "   stays      $path/ (something else is in it)"; fi
  done
}

# --- packages --------------------------------------------------------------------------------------------------------

# Packages of the distribution, those only that are not there.
packages() { # COMMAND=PACKAGE...
  local pair missing=''
  for pair in "$@"; do
    if ! have "${pair%%=*}" && [ ! -x "/usr/sbin/${pair%%=*}" ]; then missing="$missing ${pair#*=}"; fi
  done
  if [ -z "$missing" ]; then return 0; fi
  if ! real || ! have apt-get; then
    problem "these packages are missing and there is no apt-get; install them by hand:$missing"
    return 0
  fi
  checking && return 0
  step "packages:$missing"
  if [ -n "$DRY" ]; then say "   would install them"; return 0; fi
  if [ -z "${UPDATED:-}" ]; then apt-get update -q; UPDATED=1; fi
  # shellcheck disable=SC2086 # a list
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing ||
    problem "apt-get could not install:$missing"
}

# The database server of the design, unless one is there.
database_package() { # FLAVOUR PACKAGE...
  local flavour=$1 package
  shift
  if have mysqld || [ -x /usr/sbin/mysqld ] || have mariadbd || [ -x /usr/sbin/mariadbd ]; then return 0; fi
  if ! real || ! have apt-get; then
    problem "there is no database server; install $flavour by hand"
    return 0
  fi
  checking && return 0
  step "database server"
  if [ -n "$DRY" ]; then say "   would install one of: $*"; return 0; fi
  if [ -z "${UPDATED:-}" ]; then apt-get update -q; UPDATED=1; fi
  for package in "$@"; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      if DEBIAN_FRONTEND=noninteractive apt-get install -q -y "$package"; then return 0; fi
      problem "apt-get could not install $package"
      return 0
    fi
  done
  problem "this distribution has no $flavour (looked for: $*). Install it from its vendor, or set the server in the design to
  one that the distribution has"
}

# A client to try the logins with, which any server's will do.
client_package() { # COMMAND=PACKAGE
  if [ -n "$(mysql_client)" ]; then return 0; fi
  packages "$1"
}

# The account that the products run as.
service_user() { # NAME HOME
  checking && return 0
  if ! real || id "$1" >/dev/null 2>&1; then return 0; fi
  step "account $1"
  if [ -n "$DRY" ]; then say "   would make it"; return 0; fi
  useradd --system --user-group --home-dir "$2" --no-create-home --shell /bin/sh "$1"
}

# Whether nothing of an archive is missing.
whole() { # NAME FILE
  case $1 in
    *.tar.gz) gzip -t <"$2" 2>/dev/null ;;
    *) unzip -tq "$2" >/dev/null ;;
  esac
}

# Brings an archive from the address of --fetch; a part of one is never left under its name.
fetch() { # ARCHIVE
  local part=$HERE/products/$1.part
  mkdir -p -- "$HERE/products"
  say "   fetching   $FETCH/$1"
  # What a broken connection left is taken up again.
  if ! curl -f -sS -L -C - -o "$part" -- "$FETCH/$1"; then
    problem "$FETCH/$1 could not be fetched; look at the address, or copy the archive with copy.sh"
    return 1
  fi
  if ! whole "$1" "$part"; then
    rm -f -- "$part"
    problem "$FETCH/$1 is no whole archive (a page that asks for a login, perhaps); fetch it with a browser and copy it with copy.sh"
    return 1
  fi
  mv -f -- "$part" "$HERE/products/$1"
}

# One product home per instance, from the product's archive.
unpack() { # NAME HOME ARCHIVE [STARTER]
  local archive='' candidate parent top starter=${4:-$STARTER}
  if [ -f "$ROOT$2/$starter" ]; then
    if ! checking; then say "   there      $2"; fi
    return 0
  fi
  for candidate in "$HERE/products/$3" "$HERE/../../products/$3" "$HERE/../products/$3"; do
    if [ -f "$candidate" ]; then archive=$candidate; fi
  done
  if [ -z "$archive" ] && [ -z "$FETCH" ]; then
    problem "$1: $3 is missing. Put it into the folder products of the bundle and run copy.sh again, or let this host
  fetch it: --fetch ADDRESS, the web address of the folder that holds it"
    return 0
  fi
  if [ -e "$ROOT$2" ] && [ -n "$(ls -A -- "$ROOT$2" 2>/dev/null)" ]; then
    problem "$1: $2 is there and holds no product; move it away, or give the instance another home"
    return 0
  fi
  checking && return 0
  step "$1: $3 into $2"
  if [ -n "$DRY" ]; then say "   would unpack it"; return 0; fi
  if [ -z "$archive" ]; then
    fetch "$3" || return 0
    archive=$HERE/products/$3
  fi
  parent=$(dirname -- "$ROOT$2")
  mkdir -p -- "$parent"
  rm -rf -- "$parent"/.apim-designer.??????
  top=$(mktemp -d "$parent/.apim-designer.XXXXXX")
  case $3 in
    *.tar.gz) set -- "$1" "$2" "$3" tar -xzf "$archive" --no-same-owner -C "$top" ;;
    *) set -- "$1" "$2" "$3" unzip -q "$archive" -d "$top" ;;
  esac
  if ! "${@:4}"; then
    rm -rf -- "$top"
    problem "$1: $archive could not be unpacked"
    return 0
  fi
  set -- "$1" "$2" "$3" "$top"/*/"$starter"
  if [ $# -ne 4 ] || [ ! -f "$4" ]; then
    rm -rf -- "$top"
    problem "$1: $archive holds no product (no $starter)"
    return 0
  fi
  if [ -d "$ROOT$2" ]; then rmdir -- "$ROOT$2"; fi
  # The owner first: what has a product in it is left alone by the next run.
  if real; then chown -R "$WSO2_USER:" -- "${4%/"$starter"}"; fi
  mv -T -- "${4%/"$starter"}" "$ROOT$2"
  rm -rf -- "$top"
  say "   unpacked   $2"
}

# A JDK whose archive lies with those of the products.
JDK=/usr/lib/jvm/java-7-apim-designer
jdk() { # PATTERN...
  local pattern candidate archive='' folder=$ROOT${JDK%/*} top version
  if checking || [ -x "$ROOT$JDK/bin/java" ]; then return 0; fi
  for pattern in "$@"; do
    for candidate in "$HERE"/products/$pattern "$HERE"/../../products/$pattern "$HERE"/../products/$pattern; do
      if [ -f "$candidate" ]; then archive=$candidate; fi
    done
  done
  if [ -z "$archive" ]; then return 0; fi
  step "${archive##*/} into $JDK"
  if [ -n "$DRY" ]; then say "   would unpack it"; return 0; fi
  mkdir -p -- "$folder"
  rm -rf -- "$folder"/.apim-designer.??????
  top=$(mktemp -d "$folder/.apim-designer.XXXXXX")
  if ! (umask 022 && tar -xzf "$archive" --no-same-owner -C "$top"); then
    problem "$archive could not be unpacked; copy it again"
  else
    set -- "$top"/*/bin/java
    version=$("$1" -version 2>&1 | head -n 1)
    case $version in
      *\"1.7.*) mv -T -- "${1%/bin/java}" "$ROOT$JDK"; say "   unpacked   $JDK" ;;
      *) problem "$archive is no JDK 7 that runs on this machine: $version" ;;
    esac
  fi
  rm -rf -- "$top"
}

# --- Java and the servers --------------------------------------------------------------------------------------------

# Finds a JDK 7: the start script of 1.9 passes options that later ones do not know, and 6 has not all protocols that the
# files name.
java_home() {
  local candidate version
  [ -z "${JAVA_LOOKED:-}" ] || return 0
  JAVA_LOOKED=1
  for candidate in "${JAVA_HOME:-}" "$ROOT$JDK" /usr/lib/jvm/java-7-* /usr/lib/jvm/jdk1.7* /usr/lib/jvm/jdk-7* /usr/lib/jvm/zulu-7* \
    /usr/lib/jvm/zulu7* /usr/java/jdk1.7* /opt/jdk1.7* /opt/java; do
    if [ -z "$candidate" ] || [ ! -x "$candidate/bin/java" ]; then continue; fi
    version=$("$candidate/bin/java" -version 2>&1 | head -n 1)
    case $version in
      *\"1.7.*) JAVA_HOME=$candidate; export JAVA_HOME; return 0 ;;
      *) if [ -n "$ANY_JAVA" ]; then JAVA_HOME=$candidate; export JAVA_HOME; return 0; fi ;;
    esac
  done
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    problem "$JAVA_HOME is $("$JAVA_HOME/bin/java" -version 2>&1 | head -n 1); the products need JDK 7. Set JAVA_HOME to one
  (sudo JAVA_HOME=/path bash $0); with --any-java it goes on all the same"
  else
    problem "there is no JDK 7. Put its archive into the folder products of the bundle, and run copy.sh and install.sh again;
  or unpack one, such as below /usr/lib/jvm, and run: sudo JAVA_HOME=/path/to/jdk bash $0"
  fi
}

# Tells while installing what would stop the start.
java_note() {
  checking && return 0
  local before=$PROBLEMS
  step "Java"
  java_home
  if [ "$PROBLEMS" -gt "$before" ]; then
    PROBLEMS=$before
    by_hand "install a JDK 7 for the products, see above; no distribution packages it any more"
  else
    say "   $JAVA_HOME"
  fi
}

# Whether somebody listens there; five seconds at most.
reachable() { # HOST PORT
  if have timeout; then
    # shellcheck disable=SC2016 # expanded by the other shell
    timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
  else
    (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null
  fi
}

# Whether this instance is among those that the command line names; all are where it names none.
wanted() { # NAME
  case $ARGUMENTS in
    ' ') return 0 ;;
    *" $1 "*) return 0 ;;
  esac
  return 1
}

# Refuses a name that no server of this host has.
known_servers() { # NAME...
  local name
  for name in $ARGUMENTS; do
    case " $* " in
      *" $name "*) ;;
      *) die "there is no server $name on this host; there are: $*" ;;
    esac
  done
}

# Waits for what an instance needs before its start.
await() { # NAME WHAT HOST PORT
  local n=0
  wanted "$1" || return 0
  if checking || [ -n "$NO_WAIT" ]; then return 0; fi
  if [ -n "$DRY" ]; then say "   would wait for $2 at $3:$4"; return 0; fi
  until reachable "$3" "$4"; do
    n=$((n + 1))
    if [ "$n" -eq 1 ]; then say "   $1 waits for $2 at $3:$4"; fi
    if [ "$n" -gt "${APIM_WAIT:-120}" ]; then
      die "$2 does not answer at $3:$4, so $1 was not started. Start it first; --no-wait goes on without it"
    fi
    sleep 5
  done
}

# Where the script of ActiveMQ writes down the process that it started.
broker_pid_file() { printf %s "$ROOT$1/data/activemq-$(uname -n).pid"; } # HOME

# The process of a product home, if it runs.
process_of() { # HOME
  local file pid
  for file in "$ROOT$1/wso2carbon.pid" "$(broker_pid_file "$1")"; do
    if [ ! -s "$file" ]; then continue; fi
    pid=$(cat -- "$file")
    case $pid in
      '' | *[!0-9]*) continue ;;
    esac
    # The number may be another process's by now.
    if tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" |
      grep -qxF -e "-Dcarbon.home=$ROOT$1" -e "-Dactivemq.home=$ROOT$1"; then
      printf %s "$pid"
      return 0
    fi
  done
  return 1
}

# Whether the account that a product runs as can write into its home.
owned() { # NAME HOME
  local owner
  real || return 0
  owner=$(stat -c %U -- "$2")
  if [ "$owner" = "$WSO2_USER" ]; then return 0; fi
  problem "$1: $2 belongs to $owner, the server runs as $WSO2_USER; run: chown -R $WSO2_USER: $2"
}

# Starts one server and waits until it says so. Only one does its first start at a time.
server() { # NAME HOME PROFILE OFFSET PORT
  local name=$1 home=$ROOT$2 profile=$3 offset=$4 port=$5 log size now n=0 child found
  wanted "$name" || return 0
  if checking; then
    java_home
    if [ ! -f "$home/bin/wso2server.sh" ]; then problem "$name: there is no product in $2; run install.sh and apply.sh first"; return 0; fi
    owned "$name" "$2"
    found=$(sed -n 's/.*<Offset>[[:space:]]*\([0-9]*\)[[:space:]]*<\/Offset>.*/\1/p' "$home/repository/conf/carbon.xml" 2>/dev/null | head -n 1)
    if [ "$found" != "$offset" ]; then
      problem "$name: carbon.xml has the offset '$found', the design $offset; run apply.sh"
    fi
    return 0
  fi
  step "$name"
  if process_of "$2" >/dev/null; then say "   runs already"; return 0; fi
  if [ -n "$DRY" ]; then say "   would start it"; return 0; fi
  log=$home/repository/logs/wso2carbon.log
  size=0
  if [ -f "$log" ]; then size=$(wc -c <"$log"); fi
  # Not with the script's own word "start": it forgets -Dprofile.
  set -- sh "$home/bin/wso2server.sh"
  if [ -n "$profile" ]; then set -- "$@" "-Dprofile=$profile"; fi
  if real; then
    # shellcheck disable=SC2016 # expanded by the other shell
    APIM_HOME=$home APIM_PROFILE=$profile JAVA_HOME=$JAVA_HOME setsid su -s /bin/sh -c '
      cd "$APIM_HOME" && exec sh bin/wso2server.sh ${APIM_PROFILE:+"-Dprofile=$APIM_PROFILE"}' "$WSO2_USER" \
      >/dev/null 2>&1 </dev/null &
  else
    (cd "$home" && exec "$@") >/dev/null 2>&1 </dev/null &
  fi
  child=$!
  say "   starting; this takes a minute or more (log: $log)"
  while :; do
    if [ -f "$log" ]; then
      now=$(wc -c <"$log")
      # A new day begins a new file.
      if [ "$now" -lt "$size" ]; then size=0; fi
      if tail -c "+$((size + 1))" <"$log" | grep -q 'WSO2 Carbon started in'; then break; fi
    fi
    if ! kill -0 "$child" 2>/dev/null; then die "$name stopped while it started; read $log"; fi
    n=$((n + 1))
    if [ "$n" -gt "${APIM_START_WAIT:-600}" ]; then die "$name has not started after $n seconds; read $log"; fi
    sleep 1
  done
  if real && ! reachable 127.0.0.1 "$port"; then warn "$name says that it started, but nobody listens on $port; read $log"; fi
  say "   started"
}

# Waits until a gateway manager has put its tree under version control: a worker that checks out before finds nothing.
# No more than a warning, as where Subversion stands still the manager is of use all the same.
committed() { # NAME HOME
  local n=0 revision
  wanted "$1" || return 0
  checking && return 0
  if [ -n "$DRY" ]; then say "   would wait for its first commit"; return 0; fi
  while :; do
    # What is only going to be committed has revision 0, in the working copies of SVNKit's time.
    revision=$(sed -n 4p "$ROOT$2/$SYNCHRONIZED/synapse-configs/default/.svn/entries" 2>/dev/null) || true
    case $revision in
      '' | 0 | *[!0-9]*) ;;
      *) break ;;
    esac
    n=$((n + 1))
    if [ "$n" -gt "${APIM_COMMIT_WAIT:-120}" ]; then
      warn "$1 has not committed to Subversion yet. Read its log, and see that Subversion answers; start the workers when it has"
      return 0
    fi
    sleep 1
  done
  say "   has committed"
}

# Starts a broker and waits until it listens. Its own script leaves it in the background.
broker() { # NAME HOME PORT
  local name=$1 home=$ROOT$2 port=$3 said=$STAGE/broker log=$ROOT$2/data/activemq.log found n=0
  wanted "$name" || return 0
  if checking; then
    java_home
    if [ ! -f "$home/bin/activemq" ]; then problem "$name: there is no ActiveMQ in $2; run install.sh and apply.sh first"; return 0; fi
    owned "$name" "$2"
    found=$(xml_value "$home/conf/activemq.xml" "//*[local-name()='transportConnector'][@name='openwire']/@uri")
    case $found in
      *:"$port") ;;
      *) problem "$name: activemq.xml has the connector '$found', the design the port $port; run apply.sh" ;;
    esac
    return 0
  fi
  step "$name"
  if process_of "$2" >/dev/null; then say "   runs already"; return 0; fi
  if [ -n "$DRY" ]; then say "   would start it"; return 0; fi
  if reachable 127.0.0.1 "$port"; then die "somebody else listens on $port already, so $name was not started; see: ss -ltnp"; fi
  # One that was left behind may name another's process by now, and the script would take that for the broker.
  rm -f -- "$(broker_pid_file "$2")"
  if ! (
    cd -- "$home" || exit 1
    export ACTIVEMQ_HOME="$home" ACTIVEMQ_BASE="$home"
    if real; then exec setsid su -s /bin/sh -c 'exec sh bin/activemq start' "$WSO2_USER"; fi
    exec sh bin/activemq start
  ) >"$said" 2>&1 </dev/null; then
    die "$name did not start: $(tail -n 3 -- "$said")"
  fi
  say "   starting (log: $log)"
  until reachable 127.0.0.1 "$port"; do
    n=$((n + 1))
    if [ "$n" -gt 5 ] && ! process_of "$2" >/dev/null; then die "$name stopped while it started; read $log"; fi
    if [ "$n" -gt "${APIM_START_WAIT:-120}" ]; then die "$name does not listen on $port after $n seconds; read $log"; fi
    sleep 1
  done
  say "   started"
}

# Stops one server and waits until it is gone.
halt() { # NAME HOME
  local pid n=0
  wanted "$1" || return 0
  checking && return 0
  step "$1"
  if ! pid=$(process_of "$2"); then say "   does not run"; return 0; fi
  if [ -n "$DRY" ]; then say "   would stop it"; return 0; fi
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do
    n=$((n + 1))
    if [ "$n" -gt 180 ]; then problem "$1 (process $pid) does not stop; look into its log"; return 0; fi
    sleep 1
  done
  rm -f -- "$(broker_pid_file "$2")"
  say "   stopped"
}

# A service of the distribution, or ours for Subversion.
unit() { # NAME start|stop SERVICE...
  local name=$1 what=$2 service
  wanted "$name" || return 0
  checking && return 0
  shift 2
  step "$name"
  if [ -n "$DRY" ]; then say "   would $what it"; return 0; fi
  if ! real; then say "   not done: APIM_ROOT is set"; return 0; fi
  for service in "$@"; do
    if systemd && systemctl cat "$service.service" >/dev/null 2>&1; then
      systemctl "$what" "$service" || problem "$service does not $what; see: systemctl status $service"
      return 0
    fi
    if [ -x "/etc/init.d/$service" ]; then
      service "$service" "$what" || problem "$service does not $what"
      return 0
    fi
  done
  problem "$name: there is no service of this name ($*); run install.sh and apply.sh first"
}

# --- checks ----------------------------------------------------------------------------------------------------------

GOOD=0 BAD=0 UNKNOWN=0
good() { GOOD=$((GOOD + 1)); printf 'ok      %s\n' "$1"; }
bad() { BAD=$((BAD + 1)); printf 'FAILED  %s\n        %s\n' "$1" "$2"; }
unknown() { UNKNOWN=$((UNKNOWN + 1)); printf 'UNKNOWN %s\n        %s\n' "$1" "$2"; }

summary() {
  say "$GOOD ok, $BAD failed, $UNKNOWN not known"
  # An exit status ends at 255; a multiple of 256 must not read as success.
  if [ "$BAD" -gt 250 ]; then exit 250; fi
  exit "$BAD"
}

resolves() { # NAME ADDRESS
  local found
  found=$(getent hosts "$1" | awk '{ print $1; exit }') || true
  if [ "$found" = "$2" ]; then
    good "$1 is $2"
  else
    bad "$1 should be $2, it is ${found:-unknown}" "Run apply.sh, which writes /etc/hosts; an earlier line there may win."
  fi
}

listens() { # INSTANCE WHAT ADDRESS PORT
  if reachable "$3" "$4"; then
    good "$1 listens on $4 ($2)"
  else
    bad "$1 does not listen on $3:$4 ($2)" "Start it: start.sh $1. Then read its log."
  fi
}

reaches() { # FROM TO WHAT HOST PORT
  if reachable "$4" "$5"; then
    good "$1 reaches $2 at $4:$5 ($3)"
  else
    bad "$1 does not reach $2 at $4:$5 ($3)" "Start $2; open port $5 in the firewalls between the two hosts."
  fi
}

database_login() { # FILE ROLE DATABASE HOST PORT TABLES
  local client count charset
  client=$(mysql_client)
  if [ -z "$client" ]; then
    unknown "login to $3 at $4:$5" "There is no database client on this host; install.sh brings one."
    return 0
  fi
  if [ -z "$SECRETS" ] && LC_ALL=C grep -qE '@[{][a-z]+:[a-z0-9.]+[}]' <"$HERE/$1"; then
    unknown "login to $3 at $4:$5" "There is no secrets.env beside this script."
    return 0
  fi
  fill "$HERE/$1" "$STAGE/login.cnf" || { bad "login to $3" "See the message above."; return 0; }
  chmod 0600 -- "$STAGE/login.cnf"
  if ! count=$(printf 'SELECT COUNT(*), @@character_set_database FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE();' |
    "$client" --defaults-file="$STAGE/login.cnf" --batch --skip-column-names 2>"$STAGE/login.log"); then
    bad "login to $3 at $4:$5: $(head -n 1 "$STAGE/login.log")" \
      "Run apply.sh on the database host; it makes the accounts and opens the address."
    return 0
  fi
  charset=${count#*$'\t'} count=${count%$'\t'*}
  if [ "$charset" != latin1 ]; then
    bad "database $3 has the character set $charset; its keys fit only with latin1" \
      "Where nothing in it is needed: stop the servers, drop it and run apply.sh on the database host."
  elif [ "$count" -lt "$6" ]; then
    bad "database $3 holds $count tables, $6 are needed" "Run apply.sh on the database host; it makes them."
  else
    good "login to $3 at $4:$5 ($2, $count tables)"
  fi
}

svn_answers() { # FROM HOST PORT
  local line=''
  # shellcheck disable=SC2016 # expanded by the other shell
  line=$(timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"; head -c 9 <&3' "$2" "$3" 2>/dev/null) || true
  case $line in
    '( success') good "$1 reaches Subversion at $2:$3" ;;
    *) bad "$1 gets no answer of Subversion at $2:$3" "Run apply.sh and start.sh on the Subversion host; open port $3." ;;
  esac
}

# The account with which a gateway's synchronizer opens its repository. Only the address is asked, from a folder of its own:
# in the synchronized tree a client newer than SVNKit would upgrade the working copy.
svn_login() { # INSTANCE FILE USER URL
  if ! have svn; then unknown "login of $1 to $4" "There is no Subversion client on this host; install.sh brings one."; return 0; fi
  if [ -z "$SECRETS" ] && LC_ALL=C grep -qE '@[{][a-z]+:[a-z0-9.]+[}]' <"$HERE/$2"; then
    unknown "login of $1 to $4" "There is no secrets.env beside this script."
    return 0
  fi
  fill "$HERE/$2" "$STAGE/svn.login" || { bad "login of $1 to $4" "See the message above."; return 0; }
  if (cd -- "$STAGE" && LC_ALL=C.UTF-8 timeout 20 svn info --non-interactive --no-auth-cache --config-dir "$STAGE/svn" \
    --username="$3" --password-from-stdin "$4" <svn.login >/dev/null 2>svn.log); then
    good "$1 gets into Subversion as $3"
  elif grep -q 'invalid option: --password-from-stdin' "$STAGE/svn.log"; then
    unknown "login of $1 to $4" "The Subversion client is older than 1.10 and takes no password in secret."
  else
    bad "$1 does not get into $4 as $3: $(tail -n 1 "$STAGE/svn.log")" "Run apply.sh on the Subversion host; it makes repository and accounts."
  fi
}

before_port() { case $1 in *:*) printf '[%s]' "$1" ;; *) printf %s "$1" ;; esac; }

# The login page of the console; a worker may have none.
console() { # INSTANCE ADDRESS PORT NEEDED
  local code address
  if ! have curl; then unknown "console of $1" "curl is not installed."; return 0; fi
  address=$(before_port "$2")
  code=$(curl -k -s -o /dev/null -m 20 -w '%{http_code}' "https://$address:$3/carbon/admin/login.jsp") || true
  case $code:$4 in
    200:*) good "$1 shows its console on $3" ;;
    [1-5][0-9][0-9]:any) good "$1 answers on $3 ($code)" ;;
    000:*) bad "$1 does not answer on https://$2:$3" "Start it: start.sh $1. Then read its log." ;;
    *) bad "$1 answers $code for its console on $3, 200 is right" "Read its log; the profile may be wrong." ;;
  esac
}

# What others call there: any answer but "not found", or any at all.
answers() { # INSTANCE WHAT ADDRESS PORT PATH served|any [SCHEME]
  local code scheme=${7:-https}
  if ! have curl; then unknown "$2 of $1" "curl is not installed."; return 0; fi
  code=$(curl -k -s -o /dev/null -m 20 -w '%{http_code}' "$scheme://$(before_port "$3"):$4$5") || true
  case $code:$6 in
    000:*) bad "$1 does not answer on $scheme://$3:$4$5 ($2)" "Start it: start.sh $1. Then read its log." ;;
    404:served | 5??:served) bad "$1 answers $code on $4$5 ($2)" "Read its log; the profile may be wrong, or it has not finished its start." ;;
    *) good "$1 answers on $4 ($2, $code)" ;;
  esac
}

# The web console of a broker, which lets in nobody without a password.
asks_for_login() { # INSTANCE ADDRESS PORT
  local code
  if ! have curl; then unknown "web console of $1" "curl is not installed."; return 0; fi
  code=$(curl -s -o /dev/null -m 20 -w '%{http_code}' "http://$(before_port "$2"):$3/") || true
  case $code in
    401) good "$1 asks for a password on its web console ($3)" ;;
    000) bad "$1 has no web console on $2:$3" "Start it: start.sh $1. Then read its log." ;;
    *) bad "$1 answers $code on its web console ($3), 401 is right: it must ask for a password" \
      "Run apply.sh, which switches that on, and start $1 again." ;;
  esac
}

# A library that the product needs before its start.
library() { # INSTANCE HOME FOLDER PATTERN WHAT
  local found
  for found in "$ROOT$2/$3"/$4; do
    if [ -f "$found" ]; then good "$1 has $5 (${found##*/})"; return 0; fi
  done
  bad "$1 has no $4 in $2/$3 ($5)" "Run apply.sh, which copies it there, and start $1 again."
}

# Whether its last start went without an error.
started() { # INSTANCE HOME
  local log=$ROOT$2/repository/logs/wso2carbon.log found
  if [ ! -r "$log" ]; then
    if [ "$(id -u)" -ne 0 ]; then unknown "start of $1" "Its log is readable by root: sudo bash verify.sh."; else
      bad "$1 has never started (no $log)" "Run start.sh $1."
    fi
    return 0
  fi
  # The lines of the last start: up to the one that says so, from the start before on.
  found=$(awk '
    /WSO2 Carbon started in/ { done = 1; kept = error; error = ""; next }
    /Starting WSO2 Carbon/ { error = ""; done = 0; begun = 1 }
    error == "" && /(ERROR|FATAL) / { error = $0 }
    END { if (done) print kept; else print begun ? "?" : "-" }
  ' "$log")
  case $found in
    '') good "$1 started without an error" ;;
    '?') bad "$1 has not finished its start" "Wait, then read $log." ;;
    '-') unknown "start of $1" "A new day began a new log; read that of its last start, $log.*." ;;
    *) bad "$1 started with an error: $(printf %s "$found" | cut -c 1-160)" "Read $log from there on; start.sh $1 when mended." ;;
  esac
}

# Whether another server is in its cluster, by what its own log says last since its start. Carbon names those that come and
# go after itself; Hazelcast, where its log is switched on, lists all after each change.
member() { # INSTANCE HOME OTHER ADDRESS PORT
  local log=$ROOT$2/repository/logs/wso2carbon.log said=''
  if [ ! -r "$log" ]; then
    unknown "$3 in the cluster of $1" "There is no log $log, or only root can read it: sudo bash verify.sh."
    return 0
  fi
  if ! process_of "$2" >/dev/null; then unknown "$3 in the cluster of $1" "$1 does not run."; return 0; fi
  said=$(LC_ALL=C awk -v address="/$4:$5" -v listed="[$4]:$5" '
    function names(text,   at) { at = index($0, text); return at && substr($0, at + length(text), 1) !~ /[0-9]/ }
    /Starting WSO2 Carbon/ { said = ""; inside = 0 }
    /Members \[[0-9]+\] [{]/ { inside = 1; said = "left" }
    inside && names(listed) { said = "joined" }
    /^[}]/ { inside = 0 }
    /Member joined \[/ && names(address) { said = "joined" }
    /Member left \[/ && names(address) { said = "left" }
    END { print said }
  ' "$log")
  case $said in
    joined) good "$1 has $3 in its cluster ($4:$5)" ;;
    left) bad "$1 has no $3 in its cluster ($4:$5)" "Start $3; open the cluster's ports between the two hosts, both ways." ;;
    *) unknown "$3 in the cluster of $1" "$log says nothing of $4:$5. Look into the days before ($log.*), and into the log of $3: who
        starts later is named by the other, in a line 'Member joined'." ;;
  esac
}

# How many files the server that runs may open.
open_files() { # INSTANCE HOME NUMBER
  local pid now=''
  if pid=$(process_of "$2"); then now=$(awk '/^Max open files/ { print $4 }' "/proc/$pid/limits" 2>/dev/null) || true; fi
  case $now in
    '') unknown "open files of $1" "It does not run." ;;
    unlimited) good "$1 may open any number of files" ;;
    *) if [ "$now" -ge "$3" ]; then good "$1 may open $now files"; else
      bad "$1 may open only $now files, $3 are right" "Run apply.sh, which raises the limit for $WSO2_USER; then start $1 again with start.sh."
    fi ;;
  esac
}

# A published name, as a browser reaches it.
published() { # NAME PORT ADDRESS PATH
  local code there
  if ! have curl; then unknown "$1" "curl is not installed."; return 0; fi
  there=$(curl -k -s -o /dev/null -m 20 --resolve "$1:$2:$(before_port "$3")" -w '%{http_code} %{redirect_url}' "https://$1:$2$4") || true
  code=${there%% *} there=${there#* }
  case $there in
    *://*:94[0-9][0-9]*)
      bad "nginx answers for $1, but sends the caller on to $there" \
        "Nobody outside reaches that port: proxyPort in catalina-server.xml is missing. Run apply.sh where the server is, and restart it."
      return 0
      ;;
  esac
  case $code in
    000) bad "nginx does not answer for $1" "Run apply.sh and start.sh on this host." ;;
    502 | 504) bad "nobody answers behind $1 ($code)" "Start the servers behind it; see verify.sh on their hosts." ;;
    *) good "nginx answers for $1 ($code)" ;;
  esac
}

nginx_accepts() {
  if nginx -t >"$STAGE/nginx.log" 2>&1; then
    good "nginx accepts its files"
  else
    bad "nginx refuses its files: $(grep -m 1 emerg "$STAGE/nginx.log")" "Run apply.sh again."
  fi
}
