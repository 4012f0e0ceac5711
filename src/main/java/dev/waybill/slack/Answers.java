package dev.waybill.slack;

import dev.waybill.chat.Reply;
import dev.waybill.chat.grammar.Sentence;
import dev.waybill.errors.Forbidden;
import dev.waybill.notifiers.slack.Buttons;

/** Gives answers where the question was asked: what was done is for everybody in the room, the rest for who asked. */
final class Answers {
    private final Workspace workspace;
    private final String url;

    /** @param url the server's public URL */
    Answers(Workspace workspace, String url) {
        this.workspace = workspace;
        this.url = url;
    }

    /** An answer that can be given, more than once if the first attempts fail. */
    interface Answer {
        /**
         * Blocks.
         *
         * @param mayBeGiven whether it is not known what became of an earlier attempt
         */
        void give(boolean mayBeGiven) throws SlackFailure, InterruptedException;
    }

    /** @param wayOut why they may only look; empty if they may do more */
    Answer of(Said said, Reply reply, String wayOut) {
        var sentence = reply.sentence();
        var text = reply.failure() instanceof Forbidden && !wayOut.isEmpty() ? "Refused: " + wayOut : reply.text();
        var sentences = reply.offers().stream().map(Sentence::print).toList();
        var isConfirmation = reply.failure() == null; // then the button is the confirmation
        var buttons = Buttons.saying(sentences, !isConfirmation);
        var isPublic = reply.isDone() && (said.act() instanceof Said.Pressed || sentence != null && sentence.isOrder());
        if (said.place().responseUrl() == null) {
            var look = Look.of(null, text, url, buttons);
            return mayBeGiven -> say(said, look, mayBeGiven);
        }
        if (isPublic) {
            var look = Look.of(said.member(), text, url, buttons);
            return mayBeGiven -> share(said, look, mayBeGiven);
        }
        return whisper(said, Look.of(null, text, url, buttons));
    }

    private void say(Said said, Look look, boolean mayBeGiven) throws SlackFailure, InterruptedException {
        if (!mayBeGiven || !workspace.isSaid(said.place(), said.key())) {
            workspace.say(said.place(), look, said.key());
        }
    }

    private void share(Said said, Look look, boolean mayBeGiven) throws SlackFailure, InterruptedException {
        if (said.place().thread() == null) {
            workspace.respond(said.place(), "in_channel", look);
            return;
        }
        try {
            say(said, look, mayBeGiven);
        } catch (SlackFailure e) {
            if (e.isPassing()) {
                throw e;
            }
            workspace.respond(said.place(), "in_channel", look); // such as where the bot is no member any more
        }
    }

    /** Says something to who asked, and to nobody else. */
    Answer whisper(Said said, String text) {
        return whisper(said, Look.of(null, text, url, null));
    }

    private Answer whisper(Said said, Look look) {
        return _ -> workspace.whisper(said.place(), said.member(), look);
    }
}
