package dev.waybill.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When it is looked for what people are to be reminded of: no more often than that can change. */
class RemindersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Db db;

    private Duration now = Duration.ofDays(1);
    private Duration next = Occasion.LONGEST;
    private int looks;
    private Reminders reminders;

    private final Time time = new Time() {
        @Override
        public Instant now() {
            return Instant.EPOCH.plus(now);
        }

        @Override
        public Duration sinceBoot() {
            return now;
        }
    };

    @BeforeAll
    static void open(@TempDir Path directory) {
        db = Db.open(EmbeddedTemplate.in(directory));
    }

    @AfterAll
    static void close() {
        db.close();
    }

    @BeforeEach
    void begin() {
        reminders = new Reminders(db, time, List.of(_ -> {
            looks++;
            return next;
        }));
    }

    @Test
    void look_doesNotCome_whileNothingHappensAndNothingIsDue() {
        reminders.round(1);
        for (var minutes = 1; minutes < 60; minutes++) {
            now = now.plus(MINUTE);
            assertThat(reminders.round(1)).isEqualTo(MINUTE.multipliedBy(60 - minutes));
        }

        assertThat(looks).isEqualTo(1);
        now = now.plus(MINUTE);
        reminders.round(1);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void look_comesOnce_forManyEvents() {
        for (var ring = 1; ring <= 100; ring++) {
            reminders.round(ring);
        }
        assertThat(looks).isEqualTo(1);
        assertThat(reminders.round(101)).isEqualTo(Duration.ofSeconds(10));

        now = now.plusSeconds(10);
        reminders.round(101);

        assertThat(looks).isEqualTo(2);
    }

    @Test
    void look_comesInTime_alsoSoonAfterAnother() {
        next = Duration.ofSeconds(3);
        reminders.round(1);
        assertThat(reminders.round(2)).isEqualTo(Duration.ofSeconds(3));

        now = now.plusSeconds(3);
        reminders.round(2);

        assertThat(looks).isEqualTo(2);
    }

    @Test
    void occasionThatFails_keepsNoOtherFromReminding() {
        var failing = new Reminders(
                db,
                time,
                List.of(
                        _ -> {
                            throw new IllegalStateException("broken");
                        },
                        _ -> {
                            looks++;
                            return next;
                        }));

        assertThatThrownBy(() -> failing.round(1)).hasMessage("broken");

        assertThat(looks).isEqualTo(1);
    }
}
