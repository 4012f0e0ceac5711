waybill=$TMPDIR/waybill
mkdir -m 700 "$waybill" || exit
printf '%s' "$WAYBILL_KNOWN_HOSTS" > "$waybill/known_hosts" || exit
run() { "$@"; }
