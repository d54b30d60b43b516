#!/usr/bin/env bash
# What gwlbtun calls for each endpoint: CREATE or DESTROY, device in, device out, id of the endpoint.
set -euo pipefail
in=$2
out=$3
# A table for each tunnel: what comes in by one end leaves by the other.
table=$((1000 + $(cat "/sys/class/net/$in/ifindex" 2> /dev/null || echo 0)))
case $1 in
  CREATE)
    sysctl -q -w "net.ipv4.conf.$in.rp_filter=0" "net.ipv4.conf.$out.rp_filter=0"
    ip link set dev "$in" mtu 8500
    ip link set dev "$out" mtu 8500
    for family in -4 -6; do
      ip "$family" route replace default dev "$out" table "$table"
      ip "$family" rule add iif "$in" lookup "$table"
    done
    ;;
  DESTROY)
    for family in -4 -6; do
      ip "$family" rule del iif "$in" || true
    done
    ;;
esac
