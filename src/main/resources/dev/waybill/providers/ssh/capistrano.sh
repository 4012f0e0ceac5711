unset WAYBILL_KNOWN_HOSTS
case $HOME/ in
    "${TMPDIR%/*}"/*)
        mkdir -m 700 "$HOME/.ssh" && cp "$waybill/known_hosts" "$HOME/.ssh/" || exit
        if [ -n "$WAYBILL_SSH_KEY" ]; then
            printf 'Host *\n  IdentityFile "%s"\n  IdentitiesOnly yes\n' "$WAYBILL_SSH_KEY" > "$HOME/.ssh/config" || exit
        fi
        ;;
    *) echo "using the keys in $HOME/.ssh instead of the trusted hosts, because pass_environment contains HOME" ;;
esac
