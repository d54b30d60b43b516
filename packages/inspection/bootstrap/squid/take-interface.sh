#!/usr/bin/env bash
# Takes the network interface that routes lead to over from whoever has it, and sends what comes in by it to Squid.
#   take-interface.sh <network interface> <instance> <region>
set -euo pipefail
interface=$1
instance=$2
region=$3

ask() {
  aws ec2 describe-network-interfaces --region "$region" --network-interface-ids "$interface" \
    --query "NetworkInterfaces[0].$1" --output text
}

attachment=$(ask Attachment.AttachmentId)
if [ "$attachment" != None ]; then
  aws ec2 detach-network-interface --region "$region" --attachment-id "$attachment" --force
  aws ec2 wait network-interface-available --region "$region" --network-interface-ids "$interface"
fi
aws ec2 attach-network-interface --region "$region" --network-interface-id "$interface" \
  --instance-id "$instance" --device-index 1 > /dev/null

mac=$(ask MacAddress)
device=
for _ in $(seq 60); do
  device=$(ip -o link | awk -v mac="$mac" 'index($0, mac) { sub(":", "", $2); print $2 }')
  [ -n "$device" ] && ip -4 -o address show dev "$device" | grep -q inet && break
  sleep 1
done
[ -n "$device" ]

# The first address of the subnet is its router.
network=$(ip -4 -o route show dev "$device" scope link | awk '{ print $1; exit }')
gateway=$(python3 -c 'import ipaddress, sys; print(ipaddress.ip_network(sys.argv[1])[1])' "$network")
sysctl -q -w net.ipv4.ip_forward=0 net.ipv4.conf.all.rp_filter=2 "net.ipv4.conf.$device.rp_filter=2"
# Answers have the addresses of servers: only the interface without source/destination check may send them.
ip -4 route replace default via "$gateway" dev "$device" table 100
while read -r block; do
  ip -4 rule add to "$block" lookup 100
done < /etc/inspected-egress/clients
nft -f /etc/inspected-egress/redirect.nft
