#!/usr/bin/env bash
# npm run test:nodes [-- 20 22 24]: runs the tests with each Node release we support. A release comes from the npm package `node`, into
# .cache/, and its own npm is not used: the installed packages hold nothing that is compiled for one release.
set -u
cd "$(dirname "$0")/.."
root=$PWD
versions=("$@")
[ ${#versions[@]} -gt 0 ] || versions=(20 22 24)
failed=0
results=()

for version in "${versions[@]}"; do
  home="$root/.cache/node-$version"
  node="$home/node_modules/node/bin/node"
  if [ ! -x "$node" ]; then
    mkdir -p "$home"
    echo '{"private":true}' >"$home/package.json"
    # The binary arrives through the package's own install script, so this one install runs scripts.
    (cd "$home" && npm install --silent --no-audit --no-fund --ignore-scripts=false "node@$version") || true
  fi
  if [ ! -x "$node" ]; then
    results+=("Node $version could not be installed")
    failed=$((failed + 1))
    continue
  fi
  echo "--- $("$node" --version)"
  # First in the path as well, for the tests that start processes of their own.
  status=0
  PATH="$(dirname "$node"):$PATH" "$node" node_modules/mocha/bin/mocha.js || status=$?
  results+=("Node $("$node" --version): $([ "$status" -eq 0 ] && echo 'all tests pass' || echo "$status tests fail")")
  [ "$status" -eq 0 ] || failed=$((failed + 1))
done
printf '%s\n' "${results[@]}"
[ "$failed" -eq 0 ]
