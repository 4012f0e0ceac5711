package dev.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.Named;
import dev.waybill.events.Recorded;
import dev.waybill.events.Subject;
import dev.waybill.spi.notices.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherWordsTest {
    private static Words words(String kind, Map<String, Object> more) {
        var data = new HashMap<String, Object>(more);
        data.putAll(Map.of("scope", "production of shop", "holder", "ann", "reason", "db migration"));
        var subject = new Subject(new Named(1, "shop"), "production", null);
        var event = new Recorded(7, Instant.EPOCH, kind, subject, new Named(2, "ann"), data);
        return OtherWords.of(event, Topic.LOCKED, "shop");
    }

    @Test
    void drift_isTold_withTheWayOut() {
        var subject = new Subject(new Named(1, "shop"), "production", null);
        var data = Map.<String, Object>of(
                "release",
                "Heroku release v42",
                "sha",
                "d".repeat(40),
                "releasedBy",
                "ann",
                "deploy",
                "shop/production#7");
        var words =
                OtherWords.of(new Recorded(7, Instant.EPOCH, "drift.found", subject, null, data), Topic.DRIFT, "shop");

        assertThat(words.sentence())
                .isEqualTo("production of shop has another commit live than shop/production#7 deployed: "
                        + "d".repeat(40));
        assertThat(words.details())
                .containsExactly(
                        "It was found as Heroku release v42 by ann",
                        "Automatic deploys wait. To let them go on: waybill auto acknowledge shop production");
    }

    @Test
    void newLock_isTold_withItsEnd() {
        var words = words("lock.acquired", Map.of("kind", "hard", "expires", "2026-01-05T12:30:00.000000Z"));

        assertThat(words.sentence()).isEqualTo("production of shop is locked by ann, until 2026-01-05 12:30 UTC");
        assertThat(words.details()).containsExactly("Reason: db migration");
    }

    @Test
    void changedLock_isTold_withWhatHasChanged() {
        var all = words(
                "lock.changed",
                Map.of(
                        "kind", "warning",
                        "expires", "2026-01-05T12:30:00.000000Z",
                        "changed", List.of("kind", "reason", "expires")));
        var endless = words("lock.changed", Map.of("kind", "automation", "changed", List.of("kind", "expires")));
        var old = words("lock.changed", Map.of("kind", "hard"));

        assertThat(all.sentence())
                .isEqualTo(
                        "The lock of ann on production of shop was changed: it is only a warning, its reason has changed, it ends at 2026-01-05 12:30 UTC");
        assertThat(all.details()).containsExactly("Reason: db migration");
        assertThat(endless.sentence())
                .endsWith("was changed: it now holds only automatic deploys, it no longer expires");
        assertThat(old.sentence()).isEqualTo("The lock of ann on production of shop was changed");
    }
}
