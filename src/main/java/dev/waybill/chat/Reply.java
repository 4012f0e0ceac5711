package dev.waybill.chat;

import dev.waybill.chat.grammar.Sentence;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.ServiceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a message.
 *
 * @param text one or a few lines for people
 * @param sentence what was understood; null if nothing was
 * @param failure why it was refused; null if it was not
 * @param deploy the deploy that was requested, stopped or asked about; null if there is none
 * @param offers what could be said instead of what was not done
 */
public record Reply(
        String text,
        @Nullable Sentence sentence,
        @Nullable ServiceException failure,
        @Nullable Deploy deploy,
        List<Sentence> offers) {
    public Reply {
        offers = List.copyOf(offers);
    }

    static Reply of(String text) {
        return new Reply(text, null, null, null, List.of());
    }

    static Reply of(String text, Deploy deploy) {
        return new Reply(text, null, null, deploy, List.of());
    }

    static Reply refused(ServiceException failure, Sentence sentence) {
        return new Reply(
                Refusals.words(failure, sentence), sentence, failure, null, Refusals.offers(failure, sentence));
    }

    static Reply unclear(String text) {
        return of(text);
    }

    /** Nothing was done so far: somebody has to say that it is meant. */
    static Reply unconfirmed(Sentence sentence, String risk) {
        return new Reply("%s: it %s".formatted(sentence.print(), risk), sentence, null, null, List.of(sentence));
    }

    Reply to(Sentence understood) {
        return new Reply(text, understood, failure, deploy, offers);
    }

    public boolean isUnderstood() {
        return sentence != null;
    }

    /** Whether it was done, or answered. */
    public boolean isDone() {
        return isUnderstood() && failure == null && offers.isEmpty();
    }
}
