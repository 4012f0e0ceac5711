package dev.waybill;

import dev.waybill.chat.Chat;
import dev.waybill.chat.LockOrders;
import dev.waybill.chat.Orders;
import dev.waybill.chat.Places;
import dev.waybill.chat.Presses;
import dev.waybill.chat.Questions;
import dev.waybill.chat.Reports;

/** Wires what answers sentences of chat. */
final class Talking {
    private Talking() {}

    /** @param url the server's public URL, for links */
    static Chat of(Foundation foundation, Engine engine, String url) {
        var db = foundation.db();
        var outlook = engine.waiting().outlook();
        var looking = engine.looking();
        var places = new Places(db, foundation.apps(), engine.deploys(), foundation.access());
        var orders =
                new Orders(places, engine.asking().requests(), engine.running().cancellations(), outlook, url);
        return new Chat(
                places,
                orders,
                new LockOrders(db, places, foundation.locks(), foundation.time()),
                new Reports(places, engine.deploys(), looking.environments(), outlook, url),
                new Questions(places, looking.explaining(), looking.searching()),
                new Presses(db, orders));
    }
}
