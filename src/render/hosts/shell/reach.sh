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
