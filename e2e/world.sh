#!/bin/sh
# Runs a command in a world without an outside: a network namespace in which every packet that is meant for another
# machine goes nowhere, but leaves the address it was meant for in the table of neighbours (see network.ts).
# Usage: unshare --net --mount sh e2e/world.sh FOLDER COMMAND...   FOLDER: an empty one, for what the world writes down.
set -eu

export TACET_WORLD="$1"
shift

ip link set lo up
# host0 is the network card of this machine, out0 the way to all others. Each is one end of a cable with nobody at the
# other end; an end without an address is invisible to the programs inside.
for link in host0 out0; do
  ip link add "$link" type veth peer name "$link-far"
  ip link set "$link-far" addrgenmode none up
done
ip link set host0 up
ip link set out0 addrgenmode none up
ip address add 10.77.0.1/24 dev host0
ip address add fd77::1/64 dev host0 nodad
ip route add default dev out0 src 10.77.0.1
ip -6 route add default dev out0 src fd77::1

# Questions about names go to a witness, which writes them down and knows no answer.
echo 'nameserver 127.0.0.53' > "$TACET_WORLD/resolv.conf"
mount --bind "$TACET_WORLD/resolv.conf" /etc/resolv.conf

exec "$@"
