# Waits on the control plane of integration/kubernetes, side by side: from serving to the return (ours, kubectl rollout status, helm
# --wait), from a certain failure to the verdict, and a thousand services that wait in one process. ROLLOUT_SERVICES, ROLLOUT_RUNS.

measure_rollout() {
  local services=${ROLLOUT_SERVICES:-1000} runs=${ROLLOUT_RUNS:-10} ok=0 watches figures
  if [ -z "${STOREFRONT_TEST_KUBECONFIG:-}" ]; then
    echo "rollout  skipped: start a control plane first: . <(integration/all up DIR)"
    return 0
  fi
  ../storefront --version > /dev/null # builds what is missing
  local jar=${ROLLOUT_CLASSPATH:-../target/storefront-runner.jar} kubectl=$STOREFRONT_TEST_KUBECTL

  figures=$(java -cp "$jar" Rollout.java serving "$kubectl" "$runs") || return 1
  echo "$figures" | awk '{
    ok = $1 <= 50
    printf "rollout  serving -> step returns: %s ms (worst %s; bound 50); kubectl rollout status %s ms (worst %s)  %s\n", $1, $2, $3, $4, ok ? "ok" : "MISSED"
    exit !ok
  }' || ok=1
  command -v helm > /dev/null || echo "rollout  helm --wait: skipped, no helm on the PATH"

  figures=$(java -cp "$jar" Rollout.java failure "$runs") || return 1
  echo "$figures" | awk '{
    ok = $2 <= 1000
    printf "rollout  certain failure -> verdict with cause and log: %s ms (worst %s; bound 1000); kubectl and helm: at their deadline  %s\n", $1, $2, ok ? "ok" : "MISSED"
    exit !ok
  }' || ok=1

  watches() {
    "$kubectl" --kubeconfig "$STOREFRONT_TEST_KUBECONFIG" get --raw /metrics \
      | awk '/^apiserver_longrunning_requests/ && /WATCH/ && /scope="namespace"/ {sum += $2} END {print sum + 0}'
  }
  local before most now waits
  before=$(watches); most=0
  waits=$(mktemp)
  java -Xmx256m -XX:+UseSerialGC -cp "$jar" Rollout.java waiting "$services" > "$waits" &
  while kill -0 $! 2> /dev/null; do
    now=$(($(watches) - before)); [ "$now" -le "$most" ] || most=$now
    sleep 2
  done
  figures=$(cat "$waits"); rm -f "$waits"
  echo "$figures $most" | awk -v services="$services" '{
    ok = NF == 4 && $1 <= 8 && $2 <= 128 && $4 <= 6
    printf "rollout  %d services waiting: %s threads of ours (bound 8), %s MiB heap (bound 128), %s watches in the namespace (6 kinds); begun in %s s  %s\n", services, $1, $2, $4, $3, ok ? "ok" : "MISSED"
    exit !ok
  }' || ok=1
  return $ok
}
