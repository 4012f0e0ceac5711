package dev.waybill.notify;

import java.util.List;

/** What a notice says. */
record Words(String sentence, List<String> details) {
    Words {
        details = List.copyOf(details);
    }
}
