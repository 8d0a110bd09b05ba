#!/usr/bin/env bash
# npm run check: every guard, two at a time, and at the end what failed. Output of each step: .cache/check/<step>.log
set -u
cd "$(dirname "$0")/.."
logs=.cache/check
rm -rf "$logs"
mkdir -p "$logs"

step() {
  local name=$1 started=$SECONDS status=0
  npm run --silent "$name" >"$logs/$name.log" 2>&1 </dev/null || status=$?
  echo "$status" >"$logs/$name.status"
  if [ "$status" -eq 0 ]; then
    echo "ok      $name ($((SECONDS - started)) s)"
  else
    echo "FAILED  $name ($((SECONDS - started)) s), see $logs/$name.log"
  fi
}

# The longest first, two at a time: on two cores neither waits for the other at the end.
guards='lint coverage types format imports unused'
export -f step
export logs
echo "$guards" | tr ' ' '\n' | xargs -P 2 -I {} bash -c 'step {}'

failed=0
for name in $guards; do
  [ "$(cat "$logs/$name.status" 2>/dev/null)" = 0 ] && continue
  failed=$((failed + 1))
  printf '\n--- %s\n' "$name"
  tail -n 60 "$logs/$name.log"
done
[ "$failed" -eq 0 ] && grep -E '^ +[0-9]+ (passing|pending)' "$logs/coverage.log"
echo "check: $((6 - failed)) of 6 guards hold (${SECONDS} s)"
[ "$failed" -eq 0 ]
