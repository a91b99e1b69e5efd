#!/bin/sh
# Starts Chromium behind bounded-pipe.ts: its messages come to us no longer than we can hold.
exec "$SUREFOOT_NODE" "$SUREFOOT_PIPE" "$SUREFOOT_CHROMIUM" "$@"
