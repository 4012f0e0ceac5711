package dev.waybill.chat;

import dev.waybill.chat.grammar.Sentence;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Reason;
import dev.waybill.errors.Refused;
import dev.waybill.errors.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Refusals in words of chat: what holds it, and what to say to clear that. */
final class Refusals {
    private Refusals() {}

    static String words(ServiceException failure, Sentence sentence) {
        var reasons = failure instanceof Refused refused ? refused.reasons() : List.<Reason>of();
        var said = plain(failure);
        var lines = new ArrayList<String>();
        lines.add("Refused: "
                + (reasons.isEmpty()
                        ? WaysOut.inChat(said, sentence)
                        : WaysOut.completed(said, reasons.getFirst(), sentence)));
        reasons.stream().skip(1).forEach(reason -> lines.add("Also: " + words(reason, sentence)));
        return Lines.joined(lines);
    }

    /** What could be said instead. */
    static List<Sentence> offers(ServiceException failure, Sentence sentence) {
        var reasons = failure instanceof Refused refused ? refused.reasons() : List.<Reason>of();
        var first = WaysOut.offers(plain(failure), reasons.isEmpty() ? null : reasons.getFirst(), sentence);
        var others =
                reasons.stream().skip(1).flatMap(reason -> WaysOut.offers(reason.message(), reason, sentence).stream());
        return Stream.concat(first.stream(), others).distinct().toList();
    }

    /** The reasons why something waits, a line each. */
    static List<String> lines(List<? extends Reason> reasons, Sentence sentence) {
        return reasons.stream().map(reason -> words(reason, sentence)).toList();
    }

    static String words(Reason reason, Sentence sentence) {
        return WaysOut.completed(reason.message(), reason, sentence);
    }

    /** Messages of the API begin with the field, or the kind of thing, that is invalid; here the sentence shows it. */
    private static String plain(ServiceException failure) {
        return failure instanceof Invalid invalid && invalid.isAboutFields()
                ? String.join("; ", invalid.details().values())
                : failure.sentence().replaceFirst("^Invalid [a-z]+: ", "");
    }
}
