# An outbox that holds 50,000 notices of 2 kB, in 200 channels whose Slack takes none. Bounds: 100 MiB of heap, 256 MiB of disk.

measure_notices() {
  local count=50000 heap=100 disk=256 folder figures used
  ../storefront --version > /dev/null # builds what is missing
  folder=$(mktemp -d)
  figures=$(java -XX:+UseSerialGC -cp ../target/storefront-runner.jar Notices.java "$folder/outbox" $count) \
    || { rm -rf "$folder"; return 1; }
  used=$(du -sm "$folder" | cut -f1)
  rm -rf "$folder"
  echo "$figures $used" | awk -v count=$count -v heap=$heap -v disk=$disk '{
    ok = $3 <= heap && $5 <= disk
    printf "notices  %d queued: %s MiB heap (bound %d), %s MiB disk (bound %d); put: %d a second, p99 %s ms; read again in %s s  %s\n",
      count, $3, heap, $5, disk, $1, $2, $4, ok ? "ok" : "MISSED"
    exit !ok
  }' || return 1
  unreachable
}

# What rules whose Slack never answers add to a deployment: nothing but handing over. Bound: 5 ms of the median.
unreachable() {
  local folder figures bound=5
  folder=$(mktemp -d)
  figures=$(java -XX:+UseSerialGC -cp ../target/storefront-runner.jar Unreachable.java "$folder") || { rm -rf "$folder"; return 1; }
  rm -rf "$folder"
  echo "$figures" | awk -v bound=$bound '{
    ok = $2 - $1 <= bound
    printf "notices  a deployment without notices: %s ms; with rules and a Slack that never answers: %s ms (bound +%d ms)  %s\n",
      $1, $2, bound, ok ? "ok" : "MISSED"
    exit !ok
  }'
}
