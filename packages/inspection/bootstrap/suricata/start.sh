#!/usr/bin/env bash
# First start of an appliance: software, kernel settings, services; then the autoscaling group is told that it may be used.
#   start.sh <autoscaling group> <bucket/key of the software, empty when the image has it>
set -euo pipefail
group=$1
object=$2

if [ -n "$object" ]; then
  folder=$(mktemp -d)
  aws s3 cp --only-show-errors "s3://$object" "$folder/software.tar.gz"
  tar -xzf "$folder/software.tar.gz" -C "$folder" --no-same-owner
  dnf install -y --disablerepo='*' "$folder"/packages/*.rpm
  install -m 0755 "$folder/usr/local/bin/gwlbtun" /usr/local/bin/gwlbtun
  rm -rf "$folder"
fi

sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0
nft -f /etc/inspected-egress/inspect.nft
systemctl daemon-reload
systemctl enable --now inspected-egress-suricata.service
# The health check answers once the tunnel handler runs, so it starts last.
systemctl is-active --quiet inspected-egress-suricata.service
systemctl enable --now inspected-egress-gwlbtun.service

metadata() {
  curl --fail --silent --max-time 5 --header "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}
token=$(curl --fail --silent --max-time 5 --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
instance=$(metadata instance-id)
region=$(metadata placement/region)
aws autoscaling complete-lifecycle-action --region "$region" --auto-scaling-group-name "$group" \
  --lifecycle-hook-name ready --instance-id "$instance" --lifecycle-action-result CONTINUE
