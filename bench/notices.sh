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
  }'
}
