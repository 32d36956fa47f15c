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
