package dev.waybill.chat;

import dev.waybill.chat.grammar.DeployName;
import dev.waybill.chat.grammar.Grammar;
import dev.waybill.chat.grammar.Sentence;
import dev.waybill.chat.grammar.Unclear;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.TooMany;
import dev.waybill.errors.Unavailable;

/**
 * Answers messages: understands the sentence and does what it asks for, by the same doors as the API, with the permissions of the
 * caller. Apps and deploys that the caller may not read are answered like ones that do not exist. Thread-safe.
 */
public final class Chat {
    private final Places places;
    private final Orders orders;
    private final LockOrders locks;
    private final Reports reports;
    private final Questions questions;
    private final Presses presses;

    public Chat(Places places, Orders orders, LockOrders locks, Reports reports, Questions questions, Presses presses) {
        this.places = places;
        this.orders = orders;
        this.locks = locks;
        this.reports = reports;
        this.questions = questions;
        this.presses = presses;
    }

    /**
     * Blocks for as long as what is asked for: a request for a deploy up to 5 s.
     *
     * @throws Invalid if the text is too long, or contains control characters
     * @throws Unavailable if something that it needs is not available now
     */
    public Reply answer(Message message) throws InterruptedException {
        Sentence sentence;
        try {
            sentence = Grammar.parse(message.text(), places.vocabulary(message.caller()));
        } catch (Unclear e) {
            return Reply.unclear(Lines.sentence(e.answer()));
        }
        var risk = sentence.risk();
        return risk.isPresent() && !message.isConfirmed()
                ? Reply.unconfirmed(sentence, risk.get())
                : guarded(sentence, () -> answer(sentence, message));
    }

    /**
     * Does what a button under the message of a deploy is for. Blocks like {@link #answer}.
     *
     * @param deploy the name of the deploy
     * @throws Unavailable if something that it needs is not available now
     */
    public Reply press(Press press, String deploy, Message message) throws InterruptedException {
        var name = DeployName.parse(deploy).orElse(null);
        return name == null
                ? Reply.unclear("There is no deploy \"%s\"".formatted(deploy))
                : guarded(
                        new Sentence.Show(name),
                        () -> presses.press(press, places.deploy(name, message.caller()), message));
    }

    private interface Answer {
        Reply give() throws InterruptedException;
    }

    private static Reply guarded(Sentence sentence, Answer answer) throws InterruptedException {
        try {
            return answer.give().to(sentence);
        } catch (TooMany | Unavailable e) {
            throw e;
        } catch (ServiceException e) {
            return Reply.refused(e, sentence);
        }
    }

    private Reply answer(Sentence sentence, Message message) throws InterruptedException {
        return switch (sentence) {
            case Sentence.Deploy deploy -> orders.deploy(deploy, message);
            case Sentence.Rollback rollback -> orders.rollback(rollback, message);
            case Sentence.Promote promote -> orders.promote(promote, message);
            case Sentence.Cancel cancel -> orders.cancel(cancel, message);
            case Sentence.Lock lock -> locks.lock(lock, message);
            case Sentence.Unlock unlock -> locks.unlock(unlock, message);
            case Sentence.Status status -> reports.status(status, message);
            case Sentence.Show show -> reports.show(show, message);
            case Sentence.Queue queue -> reports.queue(queue, message);
            case Sentence.Deploys deploys -> reports.deploys(deploys, message);
            case Sentence.WhereTo where -> reports.destinations(where, message);
            case Sentence.WhereIs where -> questions.whereIs(where, message);
            case Sentence.Why why -> questions.why(why, message);
            case Sentence.Help _ -> Reply.of(Lines.HELP);
        };
    }
}
