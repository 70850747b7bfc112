# From "storefront run" to the first step's line on the terminal: median of 10 after 2 that do not count. Bound: 0.5 s of wall time.

measure_start() {
  local bound=0.50 folder begin end line
  local -a times=()
  ../storefront --version > /dev/null # builds what is missing
  folder=$(mktemp -d)
  echo "echo 'first line'" > "$folder/Jenkinsfile"
  for round in $(seq 12); do
    begin=$(date +%s%N)
    IFS= read -r line < <(../storefront run "$folder/Jenkinsfile")
    end=$(date +%s%N)
    [ "$line" = "first line" ] || { echo "start: the first line was '$line'" >&2; rm -rf "$folder"; return 1; }
    [ "$round" -le 2 ] || times+=($(((end - begin) / 1000)))
    wait
  done
  rm -rf "$folder"
  printf '%s\n' "${times[@]}" | sort -n | awk -v bound="$bound" '
    { t[NR] = $1 / 1000000 }
    END {
      median = (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2
      ok = median <= bound
      printf "start  ours %.2f s (%.2f … %.2f, median of %d)  bound %.2f s  %s\n", median, t[1], t[NR], NR, bound, ok ? "ok" : "MISSED"
      exit !ok
    }'
}
