printf '%s' "$WAYBILL_SITECUSTOMIZE" > "$waybill/sitecustomize.py" || exit
export PYTHONPATH="$waybill${PYTHONPATH:+:$PYTHONPATH}"
unset WAYBILL_SITECUSTOMIZE WAYBILL_KNOWN_HOSTS
WAYBILL_FABRIC_CHECK=1 fab --version || exit
if [ ! -e "$waybill/checked" ]; then
    echo 'nothing was deployed: the Python of this fab ignores PYTHONPATH, or has no paramiko, so it cannot be made to check host keys'
    exit 1
fi
