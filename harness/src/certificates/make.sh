#!/bin/sh
# make.sh FILE.p12: makes the certificates that clients are tested with. The keys are public; the authority may only
# vouch for localhost and for names under .invalid, so that trusting it by mistake does little harm.
set -e
target=$(realpath "$1")
cd "$(mktemp -d)"
password=localhost
ends=21260101000000Z
here='subjectAltName=DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1'

authority() { # NAME
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.pem" -days 36500 \
    -subj "/CN=wspec $1" -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign' \
    -addext 'nameConstraints=critical,permitted;DNS:localhost,permitted;DNS:invalid,permitted;IP:127.0.0.0/255.0.0.0,permitted;IP:0:0:0:0:0:0:0:1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'
}

leaf() { # NAME AUTHORITY FROM TO SAN
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=wspec $1"
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n%s\n' "$5" > "$1.ext"
  mkdir -p "ca-$1" && : > "ca-$1/index.txt" && openssl rand -hex 16 > "ca-$1/serial"
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=ca-%s/index.txt\nserial=ca-%s/serial\nnew_certs_dir=ca-%s\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' "$1" "$1" "$1" > "$1.cnf"
  openssl ca -batch -config "$1.cnf" -in "$1.csr" -out "$1.pem" -cert "$2.pem" -keyfile "$2.key" -startdate "$3" -enddate "$4" -extfile "$1.ext" -notext
  cat "$2.pem" >> "$1.pem"
  store "$1"
}

store() { # NAME
  openssl pkcs12 -export -name "$1" -inkey "$1.key" -in "$1.pem" -out "$1.p12" -passout "pass:$password"
  keytool -importkeystore -noprompt -srckeystore "$1.p12" -srcstorepass "$password" -destkeystore "$target" -deststorepass "$password" -deststoretype PKCS12
}

rm -f "$target"
authority authority
authority stranger
leaf right authority 20260101000000Z $ends "$here"
leaf expired authority 20200101000000Z 20210101000000Z "$here"
leaf not-yet-valid authority 21250101000000Z $ends "$here"
leaf other-host authority 20260101000000Z $ends 'subjectAltName=DNS:elsewhere.invalid'
leaf unknown-issuer stranger 20260101000000Z $ends "$here"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout self-signed.key -out self-signed.pem -days 36500 \
  -subj '/CN=wspec self-signed' -addext "$here"
store self-signed
keytool -importcert -noprompt -alias authority -file authority.pem -keystore "$target" -storepass "$password"
