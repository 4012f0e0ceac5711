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

    /** @param wayOut why they may only look; empty if they may do more */
    void give(Said said, Reply reply, String wayOut) throws SlackFailure, InterruptedException {
        var sentence = reply.sentence();
        var text = reply.failure() instanceof Forbidden && !wayOut.isEmpty() ? "Refused: " + wayOut : reply.text();
        var sentences = reply.offers().stream().map(Sentence::print).toList();
        var isConfirmation = reply.failure() == null; // then the button is the confirmation
        var buttons = Buttons.saying(sentences, !isConfirmation);
        var isPublic = reply.isDone() && (said.act() instanceof Said.Pressed || sentence != null && sentence.isOrder());
        if (said.place().responseUrl() == null) {
            workspace.say(said.place(), Look.of(null, text, url, buttons));
        } else if (isPublic) {
            share(said, Look.of(said.member(), text, url, buttons));
        } else {
            workspace.whisper(said.place(), said.member(), Look.of(null, text, url, buttons));
        }
    }

    private void share(Said said, Look look) throws SlackFailure, InterruptedException {
        if (said.place().thread() == null) {
            workspace.respond(said.place(), "in_channel", look);
            return;
        }
        try {
            workspace.say(said.place(), look);
        } catch (SlackFailure _) { // such as where the bot is no member any more
            workspace.respond(said.place(), "in_channel", look);
        }
    }

    /** Says something to who asked, and to nobody else. */
    void whisper(Said said, String text) throws SlackFailure, InterruptedException {
        workspace.whisper(said.place(), said.member(), Look.of(null, text, url, null));
    }
}
