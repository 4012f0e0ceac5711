unset WAYBILL_KNOWN_HOSTS
# ssh takes the first value of an option. ansible.cfg and inventories can put options before those that variables of Ansible add.
mkdir -p "$TMPDIR/waybill" || exit
for program in ssh scp sftp; do
    cat > "$TMPDIR/waybill/$program" << END || exit
#!/bin/sh
exec $program -o StrictHostKeyChecking=yes -o UserKnownHostsFile=$waybill/known_hosts -o GlobalKnownHostsFile=/dev/null -o UpdateHostKeys=no "\$@"
END
    chmod +x "$TMPDIR/waybill/$program" || exit
done
export ANSIBLE_SSH_EXECUTABLE="$TMPDIR/waybill/ssh" ANSIBLE_SCP_EXECUTABLE="$TMPDIR/waybill/scp" ANSIBLE_SFTP_EXECUTABLE="$TMPDIR/waybill/sftp"
export ANSIBLE_HOST_KEY_CHECKING=True ANSIBLE_SSH_CONTROL_PATH_DIR="$waybill/cp"
# Ansible leaves its connections open for a minute.
trap 'trap "" HUP INT TERM; for socket in "$waybill"/cp/*; do ssh -O exit -o ControlPath="$socket" none; done 2> /dev/null; rm -rf "$waybill"' EXIT
