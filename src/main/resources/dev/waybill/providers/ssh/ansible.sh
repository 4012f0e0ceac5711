unset WAYBILL_KNOWN_HOSTS
# ssh takes the first value of an option. ansible.cfg and inventories can put options before those that variables of Ansible add.
options="-o StrictHostKeyChecking=yes -o 'UserKnownHostsFile=\"$waybill/known_hosts\"' -o GlobalKnownHostsFile=/dev/null -o UpdateHostKeys=no"
# Ansible shares connections through sockets. Of the 107 bytes that their paths can have, ssh and Ansible need 28.
[ "${#TMPDIR}" -le 79 ] || options="$options -o ControlMaster=no -o ControlPath=none"
for program in ssh scp sftp; do
    printf '#!/bin/sh\nexec %s %s "$@"\n' "$program" "$options" > "$waybill/$program" && chmod +x "$waybill/$program" || exit
done
export ANSIBLE_SSH_EXECUTABLE="$waybill/ssh" ANSIBLE_SCP_EXECUTABLE="$waybill/scp" ANSIBLE_SFTP_EXECUTABLE="$waybill/sftp"
export ANSIBLE_HOST_KEY_CHECKING=True ANSIBLE_SSH_CONTROL_PATH_DIR="$TMPDIR"
# Ansible leaves its connections open for a minute.
trap 'for socket in "$TMPDIR"/*; do [ ! -S "$socket" ] || ssh -O exit -o ControlPath="$socket" none; done 2> /dev/null' EXIT
# The summary of a failure lacks the hosts that were not reached.
run() {
    "$@" || {
        code=$?
        "$@" --list-hosts 2> /dev/null
        return "$code"
    }
}
