#!/bin/sh
# Which cooperations have ended, and how many are in force? With curl alone: CSV is made for pipes.
#   sh ended.sh https://samband.example
set -eu
api="${1:-http://localhost:3000}/api/v1"

# --fail makes a refusal the end, --retry waits as long as Retry-After says when there were too many requests.
get() { curl --silent --show-error --fail --retry 3 "$api$1"; }

get '/cooperations.csv?status=ended' | tail -n +2 | cut -d , -f 1
get '/statistics.csv?measure=in-force' | tail -n 1 |
  awk -F , '{ printf "In force at the end of %s: %s (%s-%s)\n", $(NF-3), $(NF-1), $(NF-2), $NF }'
