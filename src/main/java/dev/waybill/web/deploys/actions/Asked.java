package dev.waybill.web.deploys.actions;

import dev.waybill.access.Caller;
import dev.waybill.deploys.Deploy;
import dev.waybill.web.frame.Visit;

/** Somebody who is about to do something with a deploy. */
record Asked(Situation now, Visit visit) {
    Deploy deploy() {
        return now.deploy();
    }

    Caller caller() {
        return visit.caller();
    }
}
