package dev.waybill.notifiers.slack;

import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeChanges;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a message shows.
 *
 * @param text for notifications, and for the message itself if its blocks are refused
 */
record Look(String text, List<Map<String, Object>> blocks) {
    private static final int LONGEST_LOG = 2_900;
    private static final int SHORT_SHA = 7;

    Look {
        blocks = List.copyOf(blocks);
    }

    /** Without blocks. */
    static Look plain(Notice notice) {
        return new Look(SlackText.of(notice), List.of());
    }

    static Look of(Notice notice) {
        return of(notice, false);
    }

    /** @param isAnswered whether people can press buttons */
    static Look of(Notice notice, boolean isAnswered) {
        var details = String.join("\n", notice.details());
        var sentence = "%s %s".formatted(icon(notice.topic()), notice.sentence());
        var blocks = new ArrayList<>(List.of(Blocks.section(sentence)));
        if (!details.isEmpty()) {
            blocks.add(Blocks.section(details));
        }
        if (Blocks.isCut(sentence) || Blocks.isCut(details)) {
            blocks.add(Blocks.context(SlackText.link(notice.url(), "The rest is in Waybill")));
        }
        var deploy = notice.deploy();
        var pressing = isAnswered && deploy != null ? Buttons.of(deploy) : List.<Map<String, Object>>of();
        blocks.add(Blocks.buttons(links(notice), pressing));
        return new Look(SlackText.of(notice), blocks);
    }

    private static Map<String, String> links(Notice notice) {
        var links = new LinkedHashMap<String, String>();
        links.put("Open", notice.url());
        var deploy = notice.deploy();
        if (deploy != null && deploy.startedAt() != null) {
            links.put("Log", notice.url() + "/log");
        }
        if (deploy != null && deploy.changes().url() != null) {
            links.put("Changes", deploy.changes().url());
        }
        return links;
    }

    /**
     * What explains a failure, for the thread.
     *
     * @param mention of the requester in markup; empty for nobody
     * @param log the last lines
     */
    static Look ofFailure(Notice notice, NoticeDeploy deploy, String mention, List<String> log) {
        var state = SlackText.escaped("%s %s".formatted(deploy.name(), words(notice.topic())));
        var first = mention.isEmpty() ? state : mention + " " + state;
        var code = SlackText.code(log, LONGEST_LOG);
        var changes = changes(deploy.changes());
        var blocks = new ArrayList<>(List.of(Blocks.markup(first)));
        if (!code.isEmpty()) {
            blocks.add(Blocks.markup(code));
        }
        if (!changes.isEmpty()) {
            blocks.add(Blocks.section(changes));
        }
        var texts = Stream.of(first, code, SlackText.escaped(changes)).filter(text -> !text.isEmpty());
        return new Look(SlackText.joined(texts.toList(), SlackText.LONGEST_TEXT), blocks);
    }

    /** One line for each commit, the newest first; empty if none is known. */
    private static String changes(NoticeChanges changes) {
        var newest = changes.newest();
        var lines = new ArrayList<>(List.of("Changes:"));
        newest.forEach(commit -> lines.add(line(commit)));
        if (changes.count() != null && changes.count() > newest.size()) {
            lines.add("and %d more".formatted(changes.count() - newest.size()));
        }
        return newest.isEmpty() ? "" : String.join("\n", lines);
    }

    private static String line(NoticeCommit commit) {
        return "%s %s (%s)".formatted(commit.sha().substring(0, SHORT_SHA), commit.title(), commit.author());
    }

    private static String words(Topic topic) {
        return topic.word().replace('_', ' ');
    }

    private static String icon(Topic topic) {
        return switch (topic) {
            case QUEUED -> "⏳";
            case STARTED, PROGRESS -> "🚀";
            case SLOW -> "🐢";
            case SUCCEEDED -> "✅";
            case ROLLED_BACK -> "↩️";
            case FAILED -> "❌";
            case TIMED_OUT -> "⌛";
            case INTERRUPTED -> "⚡";
            case CANCELLED -> "🚫";
            case SUPERSEDED -> "⏭️";
            case LOCKED, LOCK_STOLEN -> "🔒";
            case LOCK_EXPIRING -> "⏰";
            case UNLOCKED -> "🔓";
            case AUTOMATION_PAUSED -> "⏸️";
            case DRIFT -> "🔀";
        };
    }
}
