#!/usr/bin/env bash
# Sums what mocha runs printed. Usage: sum-counts.sh LOG:STATUS…  LOG is a run's output, STATUS its exit status. Prints
# `N passed, N failed[, N skipped]`, alone on a line, and exits 1 when anything failed or nothing ran. A run that ended badly without
# naming a failed test (a crash, a failed build, a failed guard) counts as one failure.
set -u
passed=0 failed=0 skipped=0

# mocha's closing lines: two spaces, a number, the word; "(3s)" after passing. Anything deeper indented is a test's own title.
count() { sed 's/\x1b\[[0-9;]*m//g' "$1" | sed -nE "s/^  ([0-9]+) $2( \([0-9a-z]+\))?\$/\1/p" | awk '{ n += $1 } END { print n + 0 }'; }

for run in "$@"; do
  log=${run%:*} status=${run##*:}
  if [ ! -r "$log" ]; then
    failed=$((failed + 1))
    continue
  fi
  run_failed=$(count "$log" failing)
  [ "$status" -eq 0 ] || [ "$run_failed" -gt 0 ] || run_failed=1
  passed=$((passed + $(count "$log" passing)))
  failed=$((failed + run_failed))
  skipped=$((skipped + $(count "$log" pending)))
done

[ "$passed" -gt 0 ] || echo 'no test ran'
summary="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || summary="$summary, $skipped skipped"
echo "$summary"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
