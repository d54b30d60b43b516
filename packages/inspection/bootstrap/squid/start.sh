#!/usr/bin/env bash
# First start of a proxy: software, certificate, services; then the autoscaling group is told that it may be used.
#   start.sh <autoscaling group> <install, or nothing when the image has the software> <network interface to take over, or nothing>
set -euo pipefail
group=$1
software=$2
interface=$3

if [ "$software" = install ]; then
  dnf install -y squid nftables amazon-cloudwatch-agent
fi

# Squid wants a certificate to read TLS, and shows it to no one but a client that it refuses.
if [ ! -f /etc/squid/proxy.pem ]; then
  umask 077
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=proxy -keyout /etc/squid/proxy.key -out /etc/squid/proxy.crt
  cat /etc/squid/proxy.key /etc/squid/proxy.crt > /etc/squid/proxy.pem
  rm /etc/squid/proxy.key
  umask 022
fi
chown squid: /etc/squid/proxy.pem
squid -k parse -f /etc/squid/squid.conf
systemctl daemon-reload
systemctl enable --now squid.service
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
  -c file:/etc/inspected-egress/logs.json

metadata() {
  curl --fail --silent --max-time 5 --header "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}
token=$(curl --fail --silent --max-time 5 --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)
instance=$(metadata instance-id)
region=$(metadata placement/region)

if [ -n "$interface" ]; then
  /etc/inspected-egress/take-interface.sh "$interface" "$instance" "$region"
fi

aws autoscaling complete-lifecycle-action --region "$region" --auto-scaling-group-name "$group" \
  --lifecycle-hook-name ready --instance-id "$instance" --lifecycle-action-result CONTINUE
