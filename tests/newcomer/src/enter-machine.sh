#!/usr/bin/env bash
# enter-machine.sh FOLDER USER COMMAND…: runs a command on the Debian in FOLDER. Called in mount and process namespaces of
# its own, so that every mount and every process ends with it.
set -euo pipefail
machine=$1 user=$2
shift 2
mount --bind "$machine" "$machine"
mount -t proc proc "$machine/proc"
mount --rbind /sys "$machine/sys"
mount -t tmpfs tmpfs "$machine/dev"
for device in null zero full random urandom tty; do
  touch "$machine/dev/$device"
  mount --bind "/dev/$device" "$machine/dev/$device"
done
mkdir "$machine/dev/shm" "$machine/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$machine/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$machine/dev/pts"
ln -s pts/ptmx "$machine/dev/ptmx"
ln -s /proc/self/fd "$machine/dev/fd"
mkdir -p "$machine/outside"
cd "$machine"
pivot_root . outside
umount -l /outside
IFS=: read -r _ _ uid gid _ home _ < <(grep "^$user:" /etc/passwd)
cd "$home"
settings=()
[ ! -f /etc/newcomer.crt ] || settings+=(NODE_EXTRA_CA_CERTS=/etc/newcomer.crt)
for name in http_proxy https_proxy no_proxy; do
  [ -z "${!name:-}" ] || settings+=("$name=${!name}")
done
exec setpriv --reuid "$uid" --regid "$gid" --clear-groups env -i TERM=dumb USER="$user" HOME="$home" \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${settings[@]}" "$@"
