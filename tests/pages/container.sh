#!/usr/bin/env bash
# Starts a command as a cluster would start it in a container, as far as a machine without containers can: a root of its own
# that is read-only, writable folders that are empty, user and group by number, no capability, no way to get more, process 1.
#
# container.sh FOLDER_OF_THE_PAGE APP USER READ_ONLY WRITABLE… -- COMMAND…
# Variables come from the environment, which has nothing else. It runs in a network that has only a loopback.
set -euo pipefail
page=$1 app=$2 user=$3 read_only=$4
shift 4
writable=()
while [ "$1" != -- ]; do writable+=("$1"); shift; done
shift

root=$(mktemp -d)
mount -t tmpfs -o mode=755 tmpfs "$root"
for folder in "${writable[@]}"; do
  mkdir -p "$root$folder"
  mount -t tmpfs -o "mode=0770,uid=0,gid=$user" tmpfs "$root$folder"
  [ "$folder" = /tmp ] && chmod 1777 "$root/tmp"
done
# What an image has: a system, Python, the page's packages at their place, and the app.
python=$(dirname "$(dirname "$(readlink -f "$page/bin/python")")")
for folder in /usr /etc/ssl "$python" "$page"; do
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
  mount -o remount,bind,ro "$root$folder"
done
for link in bin lib lib64 sbin; do [ -L "/$link" ] && cp -P "/$link" "$root/$link"; done
mkdir -p "$root/app" "$root/proc" "$root/dev/shm"
cp /etc/ld.so.cache "$root/etc/"
[ -d "$app" ] && cp "$app"/*.py "$root/app/"
chmod -R a+rX "$root/app"
echo 'root:x:0:0::/:/bin/sh' > "$root/etc/passwd"
# The only names that are known. The model is a stand-in on the loopback.
printf '127.0.0.1 localhost\n127.0.0.1 instructlab\n' > "$root/etc/hosts"
echo 'hosts: files' > "$root/etc/nsswitch.conf"
mount -t proc proc "$root/proc"
for device in null zero full random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/dev/shm"
[ "$read_only" = true ] && mount -o remount,ro "$root"
exec /usr/sbin/chroot "$root" /usr/bin/setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs \
  --bounding-set=-all --inh-caps=-all -- /bin/sh -c 'cd /app && exec "$@"' sh "$@"
