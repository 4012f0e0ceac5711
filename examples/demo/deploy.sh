#!/bin/sh
# The deploy command of the demo: it only prints what a real script would do.
set -eu
echo "Deploying $WAYBILL_APP $WAYBILL_SHA to $1, requested by $WAYBILL_USER"
for step in 'fetching dependencies' 'building' 'uploading to web-1' 'uploading to web-2' 'switching over'; do
    echo "  $step ..."
    sleep 0.6
done
echo "Now live: $WAYBILL_SHA (before: ${WAYBILL_PREVIOUS_SHA:-nothing})"
