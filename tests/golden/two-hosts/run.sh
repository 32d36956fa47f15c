#!/usr/bin/env bash
# Runs a step on the hosts, by ssh, one after the other in the right order. Stops at the first that fails; verify goes on.
# usage: bash run.sh install|apply|start|stop|verify|rollback [--host NAME]... [--show] [OPTION...] [SERVER...]
# With --host only there, with names of servers only those are started or stopped. With --show it prints the commands
# instead. Every other option goes to the script on the hosts, such as --dry-run.
set -eu
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

IDENTITY=() TARGET=''

# Everything that ssh is told from here on is for this host.
reach() { # NAME USER ADDRESS KEY
  local key=$4
  [ -n "$3" ] || die "host $1 has no address; write it into the design"
  IDENTITY=()
  if [ -n "$key" ]; then
    # A person types ~ for the own home; a quoted word keeps it as it is.
    # shellcheck disable=SC2088
    case $key in
      '~/'*) key=$HOME/${key#'~/'} ;;
    esac
    [ -f "$key" ] || die "there is no key file $key for host $1"
    private "$key" || die "others can read the key file $key (mode $MODE), which ssh refuses; run: chmod 600 $key"
    IDENTITY=(-i "$key")
  fi
  TARGET=${2:+$2@}$3
}

STEP='' SHOW='' FOUND='' ONLY=() OPTIONS=() SERVERS=() DONE=() FAILED=()

case ${1:-} in
  install | apply | start | stop | verify | rollback) STEP=$1 ;;
  -h | --help) help ;;
  '') die "which step? install, apply, start, stop, verify or rollback; see --help" ;;
  *) die "there is no step $1; they are install, apply, start, stop, verify and rollback" ;;
esac
shift
while [ $# -gt 0 ]; do
  case $1 in
    --host) [ $# -gt 1 ] || die "--host needs a name"; ONLY+=("$2"); shift ;;
    --show) SHOW=1 ;;
    -h | --help) help ;;
    --fetch | --secrets) [ $# -gt 1 ] || die "$1 needs a value"; OPTIONS+=("$1" "$2"); shift ;;
    -*) OPTIONS+=("$1") ;;
    *)
      case $STEP in
        start | stop) SERVERS+=("$1") ;;
        rollback) OPTIONS+=("$1") ;;
        *) die "the step $STEP takes no name but that of a host: --host $1" ;;
      esac
      ;;
  esac
  shift
done

# Whether a word is one of the others.
among() { # WORD WORD...
  local word=$1 other
  shift
  for other in "$@"; do [ "$word" != "$other" ] || return 0; done
  return 1
}

# --- what the design says --------------------------------------------------------------------------------------------

HOSTS=() USERS=() ADDRESSES=() KEYS=() TURN_HOSTS=() TURN_SERVERS=()
# In the order of the steps: database servers come first.
host() { # NAME USER ADDRESS KEY
  HOSTS+=("$1") USERS+=("$2") ADDRESSES+=("$3") KEYS+=("$4")
}
# Servers of one host that start together; a host comes again where another's start in between.
turn() { # HOST SERVER...
  TURN_HOSTS+=("$1")
  shift
  TURN_SERVERS+=("$*")
}

# --- the step --------------------------------------------------------------------------------------------------------

quoted() { # TEXT
  local quote="'" escaped="'\\''"
  printf "'%s'" "${1//$quote/$escaped}"
}

# The step on one host.
on() { # HOST-NAME ARGUMENT...
  local name=$1 n=0 script=$STEP command argument terminal=()
  shift
  if [ "${#ONLY[@]}" -gt 0 ] && ! among "$name" "${ONLY[@]}"; then return 0; fi
  FOUND=1
  if [ "$STEP" = stop ]; then
    script=start
    set -- stop "$@"
  fi
  while [ "${HOSTS[$n]}" != "$name" ]; do n=$((n + 1)); done
  reach "$name" "${USERS[$n]}" "${ADDRESSES[$n]}" "${KEYS[$n]}"
  command="cd $REMOTE && sudo bash $script.sh"
  for argument in "$@" ${OPTIONS[@]+"${OPTIONS[@]}"}; do command="$command $(printf %q "$argument")"; done
  if [ -n "$SHOW" ]; then
    printf 'ssh -t'
    if [ "${#IDENTITY[@]}" -gt 0 ]; then printf ' -i %s' "$(quoted "${IDENTITY[1]}")"; fi
    printf ' -- %s %s\n' "$(printf %q "$TARGET")" "$(quoted "$command")"
    return 0
  fi
  say "=== $name: $STEP${*:+ $*}"
  # sudo may ask for a password, where somebody is there to type it.
  if [ -t 0 ] && [ -t 1 ]; then terminal=(-t); fi
  if ssh ${terminal[@]+"${terminal[@]}"} ${IDENTITY[@]+"${IDENTITY[@]}"} -- "$TARGET" "$command"; then
    if ! among "$name" ${DONE[@]+"${DONE[@]}"}; then DONE+=("$name"); fi
  elif [ "$STEP" = verify ]; then
    # The others may be as instructive.
    FAILED+=("$name")
  else
    die "$STEP did not finish on $name, see above why${DONE[*]:+; it is done on ${DONE[*]}}. Mend that, then run it again"
  fi
}

# What of a turn is asked for.
wanted() { # SERVER...
  local server
  for server in "$@"; do
    if [ "${#SERVERS[@]}" -eq 0 ] || among "$server" "${SERVERS[@]}"; then printf '%s ' "$server"; fi
  done
}

everywhere() { # FOLDER
  local n name servers all="${TURN_SERVERS[*]-}"
  REMOTE=$1
  [ "${#HOSTS[@]}" -gt 0 ] || die "there are no hosts in this design"
  for name in ${ONLY[@]+"${ONLY[@]}"}; do among "$name" "${HOSTS[@]}" || die "there is no host $name in this design"; done
  for name in ${SERVERS[@]+"${SERVERS[@]}"}; do
    # shellcheck disable=SC2086 # words
    among "$name" $all || die "there is no server $name in this design"
  done
  case $STEP in
    start | stop)
      for n in "${!TURN_HOSTS[@]}"; do
        if [ "$STEP" = stop ]; then n=$((${#TURN_HOSTS[@]} - 1 - n)); fi
        # shellcheck disable=SC2086 # words
        servers=$(wanted ${TURN_SERVERS[$n]})
        # shellcheck disable=SC2086 # words
        if [ -n "$servers" ]; then on "${TURN_HOSTS[$n]}" $servers; fi
      done
      ;;
    *) for name in "${HOSTS[@]}"; do on "$name"; done ;;
  esac
  if [ "${#FAILED[@]}" -gt 0 ]; then die "$STEP found something on ${FAILED[*]}, see above; read FAILED and UNKNOWN there"; fi
  [ -n "$FOUND" ] || die "none of these servers is on ${ONLY[*]}"
  if [ -z "$SHOW" ]; then say "=== $STEP: done on ${DONE[*]}"; fi
}

host apim-2 ubuntu 10.0.0.12 ''
host apim-1 ubuntu 10.0.0.11 ''
turn apim-2 mysql
turn apim-1 key-manager gateway-manager
turn apim-2 publisher store
everywhere apim-designer/two-hosts-nothing-optional
