#!/bin/sh
# play.sh PLAY SECONDS REPORT LOG: one play of a newcomer, in the folder of the checkout.
play=$1 seconds=$2 report=$3 log=$4

# launcher: the process id of npm start's own Node.
launcher() {
  for process in /proc/[0-9]*; do
    if tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q '^[^ ]*node infra/local/src/main.ts'; then basename "$process"; fi
  done
}

# Trades, is killed and leaves behind whatever it leaves behind.
if [ "$play" = killed ]; then
  npm start -- --for 600 >"$log.killed" 2>&1 &
  left=600
  until grep -q 'RUNNING' "$log.killed"; do
    left=$((left - 1))
    if [ "$left" = 0 ]; then echo 'the start before the kill never had its accounts RUNNING' && tail -20 "$log.killed" && exit 1; fi
    sleep 1
  done
  sleep 10
  kill -9 $(launcher)
  wait
fi
npm start -- --for "$seconds" --report "$report" >"$log" 2>&1
