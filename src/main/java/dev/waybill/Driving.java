package dev.waybill;

import dev.waybill.drivers.Drivers;
import dev.waybill.drivers.GivingUp;
import dev.waybill.drivers.Mandates;
import dev.waybill.drivers.Masking;
import dev.waybill.drivers.Silences;
import dev.waybill.execution.Finish;

/** Wires what follows deploys whose commands run elsewhere. */
public record Driving(Mandates mandates, Drivers drivers, Silences silences) {
    static Driving of(Foundation foundation, Site site, Engine.Shared shared, Finish finish) {
        var db = foundation.db();
        var logs = foundation.logs();
        var time = foundation.time();
        var tokens = foundation.access().tokens();
        return new Driving(
                new Mandates(db, foundation.apps(), logs, tokens, site.url()),
                new Drivers(db, new Masking(foundation.apps(), shared.secrets()), logs, finish),
                new Silences(db, new GivingUp(db, logs, shared.ending(), time), time));
    }
}
