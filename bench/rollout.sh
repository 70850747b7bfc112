# Rollouts on the control plane of integration/kubernetes, side by side: from serving to the return (ours, kubectl rollout status, helm
# --wait), from a certain failure to the verdict, apply of 200 objects against kubectl apply --server-side, and a thousand services that
# wait in one process. ROLLOUT_SERVICES, ROLLOUT_OBJECTS, ROLLOUT_RUNS. helm is the one in HELM, on the PATH, or built once from its Go module.

helm_program() {
  local version=3.22.0 folder=${STOREFRONT_CACHE:-${HOME:-/root}/.cache/storefront}/helm-3.22.0
  if [ -n "${HELM:-}" ]; then echo "$HELM"; return; fi
  if command -v helm; then return; fi
  if [ ! -x "$folder/helm" ] && command -v go > /dev/null; then
    mkdir -p "$folder"
    echo "rollout: building helm $version (some minutes)" >&2
    (cd /tmp && GOBIN=$folder CGO_ENABLED=0 go install -trimpath -ldflags="-s -w" "helm.sh/helm/v3/cmd/helm@v$version") >&2 || true
  fi
  if [ -x "$folder/helm" ]; then echo "$folder/helm"; else echo -; fi
}

rollout_watches() { # of the API server, in namespaces
  "$STOREFRONT_TEST_KUBECTL" --kubeconfig "$STOREFRONT_TEST_KUBECONFIG" get --raw /metrics \
    | awk '/^apiserver_longrunning_requests/ && /WATCH/ && /scope="namespace"/ {sum += $2} END {print sum + 0}'
}

measure_rollout() {
  local services=${ROLLOUT_SERVICES:-1000} objects=${ROLLOUT_OBJECTS:-200} runs=${ROLLOUT_RUNS:-10} ok=0 figures classes helm
  if [ -z "${STOREFRONT_TEST_KUBECONFIG:-}" ]; then
    echo "rollout  skipped: start a control plane first: . <(integration/all up DIR)"
    return 0
  fi
  ../storefront --version > /dev/null # builds what is missing
  local jar=${ROLLOUT_CLASSPATH:-../target/storefront-runner.jar} kubectl=$STOREFRONT_TEST_KUBECTL
  classes=$(mktemp -d)
  javac -proc:none -d "$classes" -cp "$jar" rollout/*.java || return 1
  helm=$(helm_program)

  figures=$(java -cp "$classes:$jar" Serving "$kubectl" "$helm" "$runs") || return 1
  echo "$figures" | awk '{
    ok = $1 <= 50
    helm = $5 == "-" ? "helm --wait: skipped, there is no helm" : "helm --wait " $5 " ms (worst " $6 ")"
    printf "rollout  serving -> step returns: %s ms (worst %s; bound 50); kubectl rollout status %s ms (worst %s); %s  %s\n", $1, $2, $3, $4, helm, ok ? "ok" : "MISSED"
    exit !ok
  }' || ok=1

  figures=$(java -cp "$classes:$jar" Failing "$runs") || return 1
  echo "$figures" | awk '{
    ok = $2 <= 1000
    printf "rollout  certain failure -> verdict with cause and log: %s ms (worst %s; bound 1000); kubectl and helm: at their deadline  %s\n", $1, $2, ok ? "ok" : "MISSED"
    exit !ok
  }' || ok=1

  figures=$(java -cp "$classes:$jar" Applying "$kubectl" "$objects" "$runs") || return 1
  echo "$figures" | awk -v objects="$objects" '{
    ratio = $1 / $5; ok = ratio <= 1.0
    printf "rollout  apply of %s objects: %s ms (worst %s); kubectl apply --server-side %s ms (worst %s); ratio %.2f (bound 1.0); ours with plan, dry run and verdicts %s ms  %s\n", objects, $1, $2, $5, $6, ratio, $3, ok ? "ok" : "MISSED"
    exit !ok
  }' || ok=1

  local before most now waits
  before=$(rollout_watches); most=0
  waits=$(mktemp)
  java -Xmx256m -XX:+UseSerialGC -cp "$classes:$jar" Waiting "$services" > "$waits" &
  while kill -0 $! 2> /dev/null; do
    now=$(($(rollout_watches) - before)); [ "$now" -le "$most" ] || most=$now
    sleep 2
  done
  figures=$(cat "$waits"); rm -rf "$waits" "$classes"
  echo "$figures $most" | awk -v services="$services" '{
    ok = NF == 4 && $1 <= 8 && $2 <= 128 && $4 <= 6
    printf "rollout  %d services waiting: %s threads of ours (bound 8), %s MiB heap (bound 128), %s watches in the namespace (6 kinds); begun in %s s  %s\n", services, $1, $2, $4, $3, ok ? "ok" : "MISSED"
    exit !ok
  }' || ok=1
  return $ok
}
