waybill=$(mktemp -d /tmp/waybill.XXXXXX) || exit
# A cancel also signals the programs that clean up.
trap 'trap "" HUP INT TERM; rm -rf "$waybill"' EXIT
trap 'exit 143' HUP INT TERM
printf '%s' "$WAYBILL_KNOWN_HOSTS" > "$waybill/known_hosts" || exit
