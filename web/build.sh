#!/bin/sh
# Called by Maven: builds styles and scripts if something here changed since the last time, and puts them into the given
# folder of classes. Needs the network only where node_modules is missing or package-lock.json changed.
set -eu
cd "$(dirname "$0")"
into="$1/static/assets"

say() { echo "Pages: $*"; }
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  if [ -f dist/assets.properties ]; then
    say "Node.js is missing; the styles and scripts of the last build are used."
  else
    say "Node.js 20 or newer with npm is needed to build the pages; on Debian: apt-get install nodejs npm" >&2
    exit 1
  fi
else
  lock=$(cksum <package-lock.json)
  if [ "$(cat node_modules/.havenward-lock 2>/dev/null || true)" != "$lock" ]; then
    say "fetching what styles and scripts are built with (npm ci) ..."
    npm ci --prefer-offline --loglevel=error >/dev/null || { say "npm ci failed: it needs the npm registry once" >&2; exit 1; }
    echo "$lock" >node_modules/.havenward-lock
  fi
  sources=$(find src build.mjs package-lock.json -type f | LC_ALL=C sort | xargs cksum | cksum)
  if [ "$(cat dist/.sources 2>/dev/null || true)" != "$sources" ]; then
    say "building styles and scripts ..."
    node build.mjs
    echo "$sources" >dist/.sources
  fi
fi
if ! cmp -s dist/assets.properties "$into/assets.properties" 2>/dev/null; then
  rm -rf "$into"
  mkdir -p "$into"
  cp dist/* "$into/"
fi
