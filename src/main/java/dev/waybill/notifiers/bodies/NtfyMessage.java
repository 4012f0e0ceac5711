package dev.waybill.notifiers.bodies;

import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.Topic;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A message of ntfy, https://docs.ntfy.sh/publish. Its topic is as good as a password, so it stays in the URL, which is never shown. A
 * longer text would become an attached file.
 */
final class NtfyMessage {
    private static final int LARGEST = 4_096;
    private static final String USUAL = "3";
    private static final String HIGH = "4";

    private NtfyMessage() {}

    static String body(Notice notice) {
        return Texts.cutBytes(Texts.all(notice), LARGEST);
    }

    static URI url(URI given, Notice notice) {
        var topic = notice.topic();
        var isUrgent = topic.isFailure() || topic == Topic.AUTOMATION_PAUSED;
        var query = "title=%s&click=%s&priority=%s&tags=%s"
                .formatted(
                        encoded(title(notice)),
                        encoded(notice.url()),
                        isUrgent ? HIGH : USUAL,
                        encoded("%s,%s".formatted(tag(topic), topic.word())));
        return URI.create(given + (given.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String title(Notice notice) {
        var app = notice.app();
        if (app == null) {
            return "Waybill";
        }
        return notice.environment() == null ? app : "%s/%s".formatted(app, notice.environment());
    }

    /** Shown as an emoji. */
    private static String tag(Topic topic) {
        return switch (topic) {
            case QUEUED, SLOW -> "hourglass";
            case STARTED, PROGRESS -> "rocket";
            case SUCCEEDED -> "white_check_mark";
            case ROLLED_BACK -> "rewind";
            case FAILED, TIMED_OUT, INTERRUPTED -> "rotating_light";
            case CANCELLED, SUPERSEDED -> "no_entry_sign";
            case LOCKED, LOCK_STOLEN, LOCK_EXPIRING -> "lock";
            case UNLOCKED -> "unlock";
            case AUTOMATION_PAUSED -> "pause_button";
            case DRIFT -> "twisted_rightwards_arrows";
        };
    }
}
