unset WAYBILL_KNOWN_HOSTS
checking="-o StrictHostKeyChecking=yes -o UserKnownHostsFile=$waybill/known_hosts -o GlobalKnownHostsFile=/dev/null -o UpdateHostKeys=no"
export ANSIBLE_SSH_COMMON_ARGS="$checking${ANSIBLE_SSH_COMMON_ARGS:+ $ANSIBLE_SSH_COMMON_ARGS}"
export ANSIBLE_HOST_KEY_CHECKING=True ANSIBLE_SSH_CONTROL_PATH_DIR="$waybill/cp"
# Ansible leaves its connections open for a minute.
trap 'for socket in "$waybill"/cp/*; do ssh -O exit -o ControlPath="$socket" none; done 2> /dev/null; rm -rf "$waybill"' EXIT
