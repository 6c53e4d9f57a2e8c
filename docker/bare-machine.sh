#!/bin/sh
# Brings up a Docker engine, and the base image of docker/targets, on a Debian machine that has neither and reaches no image registry.
#   docker/bare-machine.sh          installs, starts and prints what it did; does nothing twice
#   docker/bare-machine.sh stop     ends the engine that this script started
# Needs root. The engine's data are in $WSPEC_DOCKER_HOME (default /var/lib/wspec-docker).
set -eu

home=${WSPEC_DOCKER_HOME:-/var/lib/wspec-docker}
base=debian:trixie-slim
suite=trixie

ours() { [ "$(cat "/proc/$1/comm" 2>/dev/null)" = dockerd ]; }

say() { echo "bare-machine: $*" >&2; }

if [ "${1:-}" = stop ]; then
  if [ -s "$home/dockerd.pid" ] && ours "$(cat "$home/dockerd.pid")"; then
    pid=$(cat "$home/dockerd.pid")
    kill "$pid"
    for _ in $(seq 60); do
      ours "$pid" || { say "the engine has ended"; exit 0; }
      sleep 0.5
    done
    say "the engine, process $pid, was told to end and has not"
    exit 1
  fi
  say "no engine of ours runs"
  exit 0
fi

[ "$(id -u)" = 0 ] || { say "must be run by root"; exit 1; }
mkdir -p "$home"

if ! command -v dockerd >/dev/null || ! command -v debootstrap >/dev/null; then
  say "installing docker.io and debootstrap"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    docker.io debootstrap iptables >"$home/apt.log" 2>&1 || { tail -20 "$home/apt.log" >&2; exit 1; }
fi

engine() { # STORAGE-DRIVER [OPTION...]
  driver=$1
  shift
  nohup dockerd --storage-driver="$driver" --data-root="$home/data" --exec-root="$home/exec" \
    --pidfile="$home/dockerd.pid" "$@" >"$home/dockerd.log" 2>&1 &
  started=$!
  for _ in $(seq 60); do
    timeout 5 docker info >/dev/null 2>&1 && return 0
    kill -0 "$started" 2>/dev/null || return 1
    sleep 0.5
  done
  kill "$started" 2>/dev/null || true
  return 1
}

if ! timeout 20 docker info >/dev/null 2>&1; then
  # An engine that was killed leaves its number behind, which may be another process by now.
  if [ -s "$home/dockerd.pid" ] && ! ours "$(cat "$home/dockerd.pid")"; then rm -f "$home/dockerd.pid"; fi
  say "starting the engine; its log is $home/dockerd.log"
  # The plain file copies of vfs work on every file system, overlay2 shares layers where the kernel lets it.
  engine overlay2 || engine vfs || engine vfs --iptables=false --ip6tables=false \
    || { tail -20 "$home/dockerd.log" >&2; say "the engine does not start"; exit 1; }
  say "engine $(docker info --format '{{.ServerVersion}}, storage {{.Driver}}')"
fi

if ! docker image inspect "$base" >/dev/null 2>&1; then
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -m1 '/debian/\?$' || echo http://deb.debian.org/debian)
  root=$(mktemp -d "$home/root.XXXXXX")
  say "making $base with debootstrap"
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" >"$home/debootstrap.log" 2>&1 \
    || { tail -20 "$home/debootstrap.log" >&2; exit 1; }
  # What this machine trusts, its containers trust too: builds fetch their packages as it does.
  cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
  chroot "$root" update-ca-certificates >>"$home/debootstrap.log" 2>&1
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/doc "$root"/usr/share/locale
  tar -C "$root" -c . | docker import --change 'CMD ["bash"]' - "$base" >/dev/null
  rm -rf "$root"
fi
say "ready: $base is $(docker image inspect --format '{{.Size}}' "$base" | awk '{printf "%d MB", $1 / 1e6}')"
