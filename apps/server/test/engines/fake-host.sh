#!/bin/bash
# A host of its own on this one: net, mount, pid, uts, ipc and cgroup namespaces, a capacity, and an engine behind a socket.
#
#   fake-host.sh up NAME podman|docker CPUS BYTES | power-off NAME | power-on NAME | exec NAME COMMAND... | remove NAME
#   fake-host.sh leftovers NAME       prints whatever of it is still there; nothing printed is good
#
# FAKE_HOSTS is the work folder. Needs root, and cgroup v1, with or without v2 beside it.
set -euo pipefail
operation=$1 name=$2
base=${FAKE_HOSTS:?}/$name
group=patchbay-$name
controllers="cpu cpuacct cpuset memory blkio devices freezer pids systemd"

# What all of the host's engines, machines and processes together may use.
make_groups() {
  local cpus=$1 bytes=$2 controller folder file
  [ -d /sys/fs/cgroup/memory ] || { echo "a fake host needs cgroup v1" >&2; exit 1; }
  for controller in $controllers; do
    folder=/sys/fs/cgroup/$controller/$group
    mkdir -p "$folder"
    [ "$controller" != cpuset ] || for file in cpus mems; do
      cat "/sys/fs/cgroup/cpuset/cpuset.$file" >"$folder/cpuset.$file"
    done
  done
  echo $((cpus * 100000)) >"/sys/fs/cgroup/cpu/$group/cpu.cfs_quota_us"
  echo "$bytes" >"/sys/fs/cgroup/memory/$group/memory.limit_in_bytes"
}

enter_groups() {
  local controller
  for controller in $controllers; do echo "$BASHPID" >"/sys/fs/cgroup/$controller/$group/cgroup.procs"; done
}

group_folders() {
  find /sys/fs/cgroup -mindepth 1 -maxdepth 2 -type d -name "$group" 2>/dev/null
}

write_settings() {
  # Root of a container may hold fewer files than engines ask for by default.
  cat >"$base/containers.conf" <<'SETTINGS'
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
[network]
network_backend = "netavark"
SETTINGS
  # Else every host on this machine would have the networks of all the others, and leave its own in /etc.
  printf 'network_config_dir = "%s/networks"\n' "$base" >>"$base/containers.conf"
  printf '[storage]\ndriver = "overlay"\ngraphroot = "%s/data"\nrunroot = "/run/storage"\n' "$base" \
    >"$base/storage.conf"
}

# Process 1 of the host. Runs inside the new namespaces; its death is the power failure of everything in them.
init() {
  local controller
  # Podman's monitor leaves a file named oom where it stands.
  cd "$base"
  mount --make-rprivate /
  hostname "$name"
  mount -t tmpfs tmpfs /run
  mount -t sysfs sysfs /sys
  # Only these: crun refuses the v2 mount that some machines have beside v1.
  mount -t tmpfs tmpfs /sys/fs/cgroup
  for controller in $controllers; do
    mkdir "/sys/fs/cgroup/$controller"
    if [ "$controller" = systemd ]; then
      mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd
    else
      mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller"
    fi
  done
  ip link set lo up
  mkdir -p /run/netns
  case $1 in
    podman) podman system service -t 0 "unix://$base/engine.sock" & ;;
    docker)
      dockerd -H "unix://$base/engine.sock" --data-root "$base/data" --exec-root /run/docker \
        --pidfile /run/docker.pid --default-ulimit nofile=20000:20000 &
      ;;
  esac
  trap 'exit 0' TERM
  while :; do sleep 3600 & wait $!; done
}

power_on() {
  local engine outer attempt
  engine=$(cat "$base/engine")
  rm -f "$base/engine.sock"
  export CONTAINERS_CONF=$base/containers.conf CONTAINERS_STORAGE_CONF=$base/storage.conf
  (
    enter_groups
    exec setsid unshare --net --mount --pid --uts --ipc --cgroup --fork --kill-child --mount-proc \
      bash "$0" init "$name" "$engine" </dev/null >>"$base/log" 2>&1
  ) &
  outer=$!
  for attempt in $(seq 600); do
    curl -sf --unix-socket "$base/engine.sock" http://engine/_ping >/dev/null 2>&1 && break
    kill -0 "$outer" 2>/dev/null || break
    sleep 0.05
  done
  pgrep -P "$outer" >"$base/pid" || { tail -5 "$base/log" >&2; exit 1; }
  curl -sf --unix-socket "$base/engine.sock" http://engine/_ping >/dev/null || { tail -5 "$base/log" >&2; exit 1; }
}

power_off() {
  local pid attempt
  pid=$(cat "$base/pid" 2>/dev/null) || return 0
  kill -9 "$pid" 2>/dev/null || true
  for attempt in $(seq 200); do
    [ -d "/proc/$pid" ] || break
    sleep 0.02
  done
  rm -f "$base/pid"
}

# Whatever is still in its groups: a host that was ended while it came up has written down no process yet.
kill_rest() {
  find "/sys/fs/cgroup/freezer/$group" -name cgroup.procs -exec cat {} + 2>/dev/null |
    xargs -r kill -9 2>/dev/null || true
}

remove_groups() {
  local attempt
  for attempt in $(seq 100); do
    [ -n "$(group_folders)" ] || return 0
    kill_rest
    group_folders | while read -r folder; do
      find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
    sleep 0.05
  done
}

leftovers() {
  group_folders
  [ ! -e "$base" ] || echo "$base"
  grep -F " $base" /proc/mounts || true
  ip -o link show type veth 2>/dev/null | grep -v ' eth[0-9]' || true
  pgrep -af "$base" | grep -v " leftovers " || true
}

case $operation in
  up)
    mkdir -p "$base/data" "$base/networks"
    echo "$3" >"$base/engine"
    make_groups "$4" "$5"
    write_settings
    power_on
    ;;
  init) init "$3" ;;
  power-on) power_on ;;
  power-off) power_off ;;
  exec)
    shift 2
    export CONTAINERS_CONF=$base/containers.conf CONTAINERS_STORAGE_CONF=$base/storage.conf
    exec nsenter -t "$(cat "$base/pid")" -n -m -p -u -i -C "$@"
    ;;
  remove)
    power_off
    remove_groups
    rm -rf "$base"
    ;;
  leftovers) leftovers ;;
  *) echo "unknown operation $operation" >&2; exit 1 ;;
esac
