#!/usr/bin/env bash
# How much CPU time `routes` takes on a dump of many Services: whole processes, from the launcher
# with the options that it chooses.
#
#   bench/routes.sh [SERVICES [ENDPOINTS [ROUNDS]]]     default: 1000 10 5
set -euo pipefail
cd "$(dirname "$0")/.."

services=${1:-1000}
endpoints=${2:-10}
rounds=${3:-5}

work=$PWD/target/bench/routes
objects=$work/objects-$services-$endpoints.yaml
dump=$work/dump-$services-$endpoints.txt
mkdir -p "$work"

# Services of one port, each with an EndpointSlice; a third of the endpoints is on the node itself.
manifests() {
  awk -v services="$services" -v endpoints="$endpoints" 'BEGIN {
    for (s = 0; s < services; s++) {
      printf "---\napiVersion: v1\nkind: Service\n"
      printf "metadata: {name: service-%d, namespace: default}\n", s
      printf "spec:\n  type: ClusterIP\n  clusterIP: 10.96.%d.%d\n", s / 250, s % 250 + 1
      printf "  selector: {app: app-%d}\n", s
      printf "  ports:\n  - {name: http, port: 80, protocol: TCP, targetPort: 8080}\n"
      printf "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\n"
      printf "metadata:\n  name: service-%d-abcde\n  namespace: default\n", s
      printf "  labels: {kubernetes.io/service-name: service-%d}\n", s
      printf "addressType: IPv4\nports:\n- {name: http, port: 8080, protocol: TCP}\nendpoints:\n"
      for (e = 0; e < endpoints; e++) {
        pod = s * endpoints + e
        printf "- addresses: [\"10.%d.%d.%d\"]\n", 128 + pod / 62500, pod / 250 % 250, pod % 250 + 1
        printf "  conditions: {ready: true, serving: true, terminating: false}\n"
        printf "  nodeName: node-%d\n", e % 3 + 1
      }
    }
  }'
}

# Adds to kube-proxy's own chains what it tells iptables beside them: who calls them.
with_jumps() {
  awk '
    $0 == "COMMIT" { printf "%s", jumps }
    { print }
    $0 == "*filter" {
      print ":INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]"
      jumps = "-A INPUT -m conntrack --ctstate NEW -j KUBE-PROXY-FIREWALL\n" \
        "-A INPUT -j KUBE-NODEPORTS\n" \
        "-A INPUT -m conntrack --ctstate NEW -j KUBE-EXTERNAL-SERVICES\n" \
        "-A FORWARD -m conntrack --ctstate NEW -j KUBE-PROXY-FIREWALL\n" \
        "-A FORWARD -j KUBE-FORWARD\n" \
        "-A FORWARD -m conntrack --ctstate NEW -j KUBE-SERVICES\n" \
        "-A FORWARD -m conntrack --ctstate NEW -j KUBE-EXTERNAL-SERVICES\n" \
        "-A OUTPUT -m conntrack --ctstate NEW -j KUBE-PROXY-FIREWALL\n" \
        "-A OUTPUT -m conntrack --ctstate NEW -j KUBE-SERVICES\n"
    }
    $0 == "*nat" {
      print ":PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]"
      print ":OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]"
      jumps = "-A PREROUTING -j KUBE-SERVICES\n-A OUTPUT -j KUBE-SERVICES\n" \
        "-A POSTROUTING -j KUBE-POSTROUTING\n"
    }'
}

if [ ! -e "$dump" ]; then
  manifests >"$objects"
  echo '{"hostname": "node-1", "nodeIP": "192.0.2.1"}' >"$work/config.json"
  ./plimsoll rules -f "$objects" --proxy-config "$work/config.json" | with_jumps >"$dump.new"
  mv "$dump.new" "$dump"
fi

echo "$services Services with $endpoints endpoints each: $(grep -c '^-A' "$dump") rules"
for round in $(seq "$rounds"); do
  /usr/bin/time -f '%U %S %e %M' -o "$work/time" \
    ./plimsoll routes "$dump" --node-name node-1 --node-address 192.0.2.1/24@eth0 \
    --objects "$objects" >"$work/out-$services-$endpoints.txt" ||
    { echo "routes: ended with $?" >&2 && exit 1; }
  awk -v round="$round" '{
    printf "%d: CPU %.2f s, wall %.2f s, %d MB\n", round, $1 + $2, $3, $4 / 1024 }' "$work/time"
done
tail -n 3 "$work/out-$services-$endpoints.txt"
