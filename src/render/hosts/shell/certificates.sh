here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
OUT=$here/certificates
OWN=$OUT/own
DRY='' ANY_NAME=''
SECRETS=${APIM_SECRETS:-$here/secrets.env}
# Of what is made here; browsers take no more from an authority of one's own.
DAYS=825
# With less than this it is made anew.
LEFT=$((60 * 24 * 3600))

have() { command -v "$1" >/dev/null 2>&1; }

while [ $# -gt 0 ]; do
  case $1 in
    --secrets) [ $# -gt 1 ] || die "--secrets needs a file"; SECRETS=$2; shift ;;
    --any-name) ANY_NAME=1 ;;
    --dry-run) DRY=1 ;;
    -h | --help) help ;;
    *) die "unknown option $1; see --help" ;;
  esac
  shift
done

umask 077
STAGE=$(mktemp -d)
trap 'rm -rf "$STAGE"' EXIT
: >"$STAGE/trusted"

# A quiet program: its words only where it fails.
quietly() { # WHAT PROGRAM ARGUMENT...
  local what=$1
  shift
  "$@" >"$STAGE/log" 2>&1 </dev/null || { cat -- "$STAGE/log" >&2; die "$what"; }
}

# --- what the design says --------------------------------------------------------------------------------------------

NAMES=() ADDRESSES=() MADE=0 OURS_TRUSTED=''
names() { NAMES=("$@"); }
addresses() { ADDRESSES=("$@"); }
products_have() { # KEY-STORE TRUST-STORE OTHER-STORE ALIAS PASSWORD
  KEY_STORE=$1 TRUST_STORE=$2 OTHER_STORE=$3 ALIAS=$4
  printf '%s\n' "$5" >"$STAGE/shipped"
}

begin() {
  have openssl || die "openssl is missing; install it"
  KEYTOOL=''
  for candidate in ${JAVA_HOME:+"$JAVA_HOME/bin/keytool"} keytool; do
    if [ -z "$KEYTOOL" ] && have "$candidate"; then KEYTOOL=$candidate; fi
  done
  # Some systems have a keytool that only tells where to get Java.
  if [ -z "$KEYTOOL" ] || ! "$KEYTOOL" -help >/dev/null 2>&1; then
    die "keytool is missing. It comes with any Java, such as the package default-jre-headless; or name one by JAVA_HOME"
  fi
  if [ -n "$DRY" ]; then return 0; fi
  mkdir -p -- "$OUT"
  chmod 700 -- "$OUT"
}

# The password of the stores, as the first line of a file: no argument and no environment shows it.
password() {
  local line
  if [ -f "$here/keystore.password" ]; then
    head -n 1 -- "$here/keystore.password" >"$STAGE/secret"
  else
    [ -f "$SECRETS" ] || die "there is no secrets.env beside this script. Make one (chmod 600) with a line KEYSTORE=password"
    private "$SECRETS" || die "others can read $SECRETS (mode $MODE); run: chmod 600 $SECRETS"
    LC_ALL=C awk 'sub(/^KEYSTORE=/, "") { sub(/\r$/, ""); value = $0 } END { print value }' <"$SECRETS" >"$STAGE/secret"
  fi
  IFS= read -r line <"$STAGE/secret" || true
  case $line in
    '') die "$SECRETS has no value for KEYSTORE, the password of the key stores" ;;
    *[[:cntrl:]]* | ' '* | *' ') die "the password KEYSTORE begins or ends with a blank or holds a control character; choose another" ;;
  esac
  # Java refuses a shorter one.
  if [ "${#line}" -lt 6 ]; then die "the password KEYSTORE is too short; Java wants 6 characters or more"; fi
}

# --- certificates ----------------------------------------------------------------------------------------------------

# An authority of this design's own. Whoever has its key can stand in for every server.
authority() {
  if [ -s "$OUT/ca.key" ] && [ -s "$OUT/ca.crt" ]; then say "   there      certificates/ca.crt"; return 0; fi
  if [ -n "$DRY" ]; then say "   would make certificates/ca.crt"; return 0; fi
  printf '%s\n' '[req]' 'distinguished_name = name' 'x509_extensions = extensions' 'prompt = no' '[name]' \
    "CN = apim-designer $(openssl rand -hex 4)" '[extensions]' 'basicConstraints = critical, CA:TRUE, pathlen:0' \
    'keyUsage = critical, keyCertSign, cRLSign' 'subjectKeyIdentifier = hash' >"$STAGE/ca.cnf"
  quietly "openssl made no authority" openssl req -x509 -newkey rsa:3072 -sha256 -nodes -days 3650 \
    -config "$STAGE/ca.cnf" -keyout "$STAGE/ca.key" -out "$STAGE/ca.crt"
  mv -f -- "$STAGE/ca.key" "$OUT/ca.key"
  mv -f -- "$STAGE/ca.crt" "$OUT/ca.crt"
  MADE=$((MADE + 1))
  say "   made       certificates/ca.crt; keep certificates/ca.key to yourself"
}

# Names and addresses that a certificate should carry and does not.
lacking() { # CERTIFICATE NAME-OR-ADDRESS...
  local certificate=$1 name check
  shift
  for name in "$@"; do
    check=-checkhost
    case $name in IP:*) check=-checkip ;; esac
    openssl x509 -noout -in "$certificate" "$check" "${name#IP:}" 2>/dev/null | grep -q 'does match' || printf '%s ' "${name#IP:}"
  done
}

# Whether a certificate of ours is still what is wanted.
is_good() { # CERTIFICATE KEY NAME-OR-ADDRESS...
  local certificate=$1 key=$2
  shift 2
  [ -s "$certificate" ] && [ -s "$key" ] && openssl x509 -noout -checkend "$LEFT" -in "$certificate" >/dev/null &&
    openssl verify -CAfile "$OUT/ca.crt" "$certificate" >/dev/null 2>&1 && [ -z "$(lacking "$certificate" "$@")" ]
}

# A certificate for names, of our authority; an old key stays.
issue() { # CERTIFICATE KEY NAME-OR-ADDRESS...
  local certificate=$1 key=$2 name n=0 common=server
  shift 2
  if is_good "$certificate" "$key" "$@"; then say "   unchanged  ${certificate#"$here/"}"; return 0; fi
  if [ -n "$DRY" ]; then say "   would make ${certificate#"$here/"} for: $*"; return 0; fi
  # A common name has no more room than this.
  if [ "${#1}" -le 64 ]; then common=$1; fi
  {
    printf '%s\n' '[req]' 'distinguished_name = name' 'prompt = no' '[name]' "CN = $common" '[extensions]' \
      'basicConstraints = CA:FALSE' 'keyUsage = critical, digitalSignature, keyEncipherment, dataEncipherment' \
      'extendedKeyUsage = serverAuth, clientAuth' 'subjectAltName = @names' '[names]'
    for name in "$@"; do
      n=$((n + 1))
      case $name in
        IP:*) printf 'IP.%s = %s\n' "$n" "${name#IP:}" ;;
        *) printf 'DNS.%s = %s\n' "$n" "$name" ;;
      esac
    done
  } >"$STAGE/made.cnf"
  mkdir -p -- "$(dirname -- "$certificate")"
  if [ ! -s "$key" ]; then
    quietly "openssl made no key" openssl genrsa -out "$STAGE/made.key" 2048
    mv -f -- "$STAGE/made.key" "$key"
  fi
  quietly "openssl made no request" openssl req -new -sha256 -key "$key" -config "$STAGE/made.cnf" -out "$STAGE/made.csr"
  quietly "openssl made no certificate" openssl x509 -req -sha256 -in "$STAGE/made.csr" -days "$DAYS" \
    -CA "$OUT/ca.crt" -CAkey "$OUT/ca.key" -set_serial "0x1$(openssl rand -hex 15)" \
    -extfile "$STAGE/made.cnf" -extensions extensions -out "$STAGE/made.crt"
  mv -f -- "$STAGE/made.crt" "$certificate"
  MADE=$((MADE + 1))
  say "   made       ${certificate#"$here/"}"
}

# The certificate, its key and those that vouch for it, from a PKCS12 or PEM file.
take_apart() { # FILE...
  local n one wanted
  rm -rf -- "$STAGE/own"
  mkdir -- "$STAGE/own"
  case $1 in
    # openssl asks for its password itself.
    *.p12 | *.pfx) openssl pkcs12 -in "$1" -nodes -out "$STAGE/own.pem" || die "$1 could not be opened" ;;
    *) cat -- "$@" >"$STAGE/own.pem" ;;
  esac
  openssl pkey -in "$STAGE/own.pem" -out "$STAGE/server.key" || die "$1 holds no key that openssl can read"
  wanted=$(openssl pkey -in "$STAGE/server.key" -pubout)
  awk -v folder="$STAGE/own" '
    /-----BEGIN CERTIFICATE-----/ { n++; inside = 1 }
    inside { print > (folder "/" n) }
    /-----END CERTIFICATE-----/ { inside = 0 }
  ' "$STAGE/own.pem"
  : >"$STAGE/chain"
  rm -f -- "$STAGE/server.crt"
  n=1
  while [ -f "$STAGE/own/$n" ]; do
    one=$(openssl x509 -noout -pubkey -in "$STAGE/own/$n") || die "a certificate in $1 is broken"
    if [ "$one" = "$wanted" ]; then cat -- "$STAGE/own/$n" >"$STAGE/server.crt"; else cat -- "$STAGE/own/$n" >>"$STAGE/chain"; fi
    n=$((n + 1))
  done
  [ -s "$STAGE/server.crt" ] || die "$1 holds no certificate for its key"
}

# The one key of all servers, with every name under which one of them is called: what they keep in shared databases is
# encrypted with it.
servers() {
  local file missing
  say "== the servers' certificate"
  for file in "$OWN"/server.p12 "$OWN"/server.pfx "$OWN"/server.crt; do
    [ -f "$file" ] || continue
    say "   yours      ${file#"$here/"}"
    if [ -n "$DRY" ]; then return 0; fi
    case $file in
      *.crt)
        [ -f "$OWN/server.key" ] || die "there is no certificates/own/server.key beside server.crt"
        take_apart "$OWN/server.crt" "$OWN/server.key"
        ;;
      *) take_apart "$file" ;;
    esac
    missing=$(lacking "$STAGE/server.crt" "${NAMES[@]}" ${ADDRESSES[@]+"${ADDRESSES[@]/#/IP:}"})
    if [ -n "$missing" ] && [ -z "$ANY_NAME" ]; then
      die "your certificate does not carry: $missing
  Servers call each other by these, and refuse each other. Have it made anew; with --any-name it is taken all the same"
    fi
    openssl x509 -noout -checkend 0 -in "$STAGE/server.crt" >/dev/null || die "your certificate has run out"
    # Trusted is who vouches for it, or else the certificate itself.
    if [ -s "$STAGE/chain" ]; then cp -- "$STAGE/chain" "$STAGE/trusted"; else cp -- "$STAGE/server.crt" "$STAGE/trusted"; fi
    return 0
  done
  authority
  issue "$OUT/server.crt" "$OUT/server.key" "${NAMES[@]}" ${ADDRESSES[@]+"${ADDRESSES[@]/#/IP:}"}
  if [ -n "$DRY" ]; then return 0; fi
  cp -- "$OUT/server.crt" "$STAGE/server.crt"
  cp -- "$OUT/server.key" "$STAGE/server.key"
  cp -- "$OUT/ca.crt" "$STAGE/chain"
  cp -- "$OUT/ca.crt" "$STAGE/trusted"
  OURS_TRUSTED=1
}

# What browsers and callers of APIs see of a published name.
front() { # NAME
  local file=$OUT/nginx/$1
  say "== the certificate of $1"
  if [ -f "$OWN/$1.crt" ] && [ -f "$OWN/$1.key" ]; then
    say "   yours      certificates/own/$1.crt"
    if [ -n "$DRY" ]; then return 0; fi
    mkdir -p -- "$OUT/nginx"
    cp -- "$OWN/$1.crt" "$file.crt"
    cp -- "$OWN/$1.key" "$file.key"
    # The servers call it too.
    awk '/-----BEGIN/ { n++; text = "" } { text = text $0 "\n" } END { printf "%s", text }' "$OWN/$1.crt" >>"$STAGE/trusted"
    return 0
  fi
  authority
  issue "$file.crt" "$file.key" "$1"
  if [ -n "$DRY" ] || [ -n "$OURS_TRUSTED" ]; then return 0; fi
  OURS_TRUSTED=1
  cat -- "$OUT/ca.crt" >>"$STAGE/trusted"
}

# --- stores ----------------------------------------------------------------------------------------------------------

java_keytool() { LC_ALL=C "$KEYTOOL" -J-Dfile.encoding=UTF-8 "$@"; }

# Certificates of a file as lines, to compare.
fingerprint() { openssl x509 -noout -fingerprint -sha256 2>/dev/null; }

# Whether a store opens and holds this certificate.
holds() { # STORE PASSWORD-FILE ALIAS CERTIFICATE
  [ -s "$1" ] && [ "$(java_keytool -exportcert -rfc -alias "$3" -keystore "$1" -storetype JKS -storepass:file "$2" 2>/dev/null </dev/null |
    fingerprint)" = "$(fingerprint <"$4")" ]
}

# The two stores of a product, and a third where it has one; only the one of those that it trusts where the servers keep
# their shipped key. Its own password stays where no file of the bundle names it.
stores() { # ARCHIVE own|shipped
  local stem=${1%.zip} pass=$STAGE/secret folder archive=$here/products/$1
  folder=$OUT/$stem
  if [ "$2" = shipped ]; then pass=$STAGE/shipped; fi
  say "== stores of $stem"
  [ -f "$archive" ] || die "there is no products/$1; the certificates that the product trusts are in it. Download it first"
  have unzip || die "unzip is missing; it takes the trust store out of $1"
  if [ -n "$DRY" ]; then say "   would look whether they are right, and make them where not"; return 0; fi
  mkdir -p -- "$folder"
  if [ -f "$STAGE/server.crt" ]; then
    key_store "$folder/${KEY_STORE##*/}" "$pass"
    other_store "$folder/${OTHER_STORE##*/}" "$pass" "$archive" "$stem"
  fi
  # One file for each that is trusted.
  rm -rf -- "$STAGE/anchors"
  mkdir -- "$STAGE/anchors"
  awk -v folder="$STAGE/anchors" '/-----BEGIN/ { n++ } { print > (folder "/" n) }' "$STAGE/trusted"
  trust_store "$folder/${TRUST_STORE##*/}" "$pass" "$archive" "$stem"
}

key_store() { # STORE PASSWORD-FILE
  if holds "$1" "$2" "$ALIAS" "$STAGE/server.crt"; then say "   unchanged  ${1#"$here/"}"; return 0; fi
  # What openssl and Java agree on, old ones too; this file lives for a moment only.
  openssl rand -hex 16 >"$STAGE/moment"
  quietly "the key could not be packed" openssl pkcs12 -export -inkey "$STAGE/server.key" -in "$STAGE/server.crt" \
    -certfile "$STAGE/chain" -name "$ALIAS" -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1 \
    -passout "file:$STAGE/moment" -out "$STAGE/server.p12"
  rm -f -- "$STAGE/new.jks"
  quietly "keytool made no key store" java_keytool -importkeystore -noprompt -srckeystore "$STAGE/server.p12" -srcstoretype PKCS12 \
    -srcstorepass:file "$STAGE/moment" -srckeypass:file "$STAGE/moment" -srcalias "$ALIAS" \
    -destkeystore "$STAGE/new.jks" -deststoretype JKS -deststorepass:file "$2" -destkeypass:file "$2" -destalias "$ALIAS"
  finished "$1"
}

trust_store() { # STORE PASSWORD-FILE ARCHIVE STEM
  local n=1 right=1
  while [ -f "$STAGE/anchors/$n" ]; do
    holds "$1" "$2" "apim-designer-$n" "$STAGE/anchors/$n" || right=''
    n=$((n + 1))
  done
  if [ -n "$right" ]; then say "   unchanged  ${1#"$here/"}"; return 0; fi
  unzip -p "$3" "$4/$TRUST_STORE" >"$STAGE/new.jks" || die "$3 holds no $4/$TRUST_STORE"
  new_password "$2"
  n=1
  while [ -f "$STAGE/anchors/$n" ]; do
    quietly "keytool did not take a certificate" java_keytool -importcert -noprompt -alias "apim-designer-$n" \
      -file "$STAGE/anchors/$n" -keystore "$STAGE/new.jks" -storetype JKS -storepass:file "$2"
    n=$((n + 1))
  done
  finished "$1"
}

# Its password stands in the same file as that of the key store.
other_store() { # STORE PASSWORD-FILE ARCHIVE STEM
  if ! unzip -p "$3" "$4/$OTHER_STORE" >"$STAGE/new.jks" 2>/dev/null; then return 0; fi
  if [ -s "$1" ] && java_keytool -list -keystore "$1" -storetype JKS -storepass:file "$2" >/dev/null 2>&1 </dev/null; then
    say "   unchanged  ${1#"$here/"}"
    return 0
  fi
  new_password "$2"
  finished "$1"
}

new_password() { # PASSWORD-FILE
  if cmp -s -- "$1" "$STAGE/shipped"; then return 0; fi
  quietly "the product's store does not open with its shipped password" java_keytool -storepasswd -keystore "$STAGE/new.jks" \
    -storetype JKS -storepass:file "$STAGE/shipped" -new:file "$1"
}

finished() { # STORE
  mv -f -- "$STAGE/new.jks" "$1"
  MADE=$((MADE + 1))
  say "   made       ${1#"$here/"}"
}

finish() {
  if [ -n "$DRY" ]; then return 0; fi
  if [ "$MADE" -eq 0 ]; then say "done; nothing changed"; else say "done; copy.sh brings them to the hosts, install.sh and apply.sh put them in place"; fi
}
