# Image builds side by side with docker build && docker push, and with jib-core alone; round after round in one process, a real engine
# (BuildKit by buildx) and a real registry. Takes the counterparts that STOREFRONT_TEST_… name, or starts its own.

measure_images() {
  local folder own= figures missed=0
  ../storefront --version > /dev/null # builds what is missing
  folder=$(mktemp -d)
  if [ -z "${STOREFRONT_TEST_DOCKER_HOST:-}" ]; then
    own=$(mktemp -d /tmp/bench.XXXX)
    ../integration/docker/run up "$own/docker" > "$own/exports"
    ../integration/registry/run up "$own/registry" >> "$own/exports"
    . "$own/exports"
  fi
  figures=$(DOCKER_HOST=$STOREFRONT_TEST_DOCKER_HOST DOCKER_CONFIG=$STOREFRONT_TEST_DOCKER_CONFIG \
    java -cp ../target/storefront-runner.jar Images.java "$folder" "$STOREFRONT_TEST_REGISTRY" "${BENCH_ROUNDS:-7}") || missed=1
  rm -rf "$folder"
  if [ -n "$own" ]; then
    ../integration/docker/run down "$own/docker"; ../integration/registry/run down "$own/registry"; rm -rf "$own"
  fi
  echo "$figures" | awk '
    BEGIN {
      bound["unchanged"] = 0.3; own["unchanged"] = 0.5; bound["jib"] = 1.1
      what["unchanged"] = "nothing changed, 2,000 files"; what["changed"] = "one file of 2,000 changed"
      what["ten-services"] = "ten services, each changed"; what["jib"] = "jib-core alone, one file changed"
    }
    NF == 6 {
      ok = !($1 in bound) || $4 <= bound[$1]
      if ($1 in own) ok = ok && $2 <= own[$1]
      printf "images  %s: ours %.2f s, theirs %.2f s, ratio %.2f (%.2f … %.2f)", what[$1], $2, $3, $4, $5, $6
      if ($1 in bound) printf "  bound %.1f ×", bound[$1]
      if ($1 in own) printf " and %.1f s", own[$1]
      print "  " (ok ? "ok" : "MISSED")
      if (!ok) bad = 1
      seen++
    }
    END { exit bad || seen < 4 }' || missed=1
  return $missed
}
