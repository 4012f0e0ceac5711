package dev.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Time;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goes into a log. */
class LogsTest extends LogsFixture {
    /** A log without a limit fills the disk. */
    @Test
    void append_keepsALogToItsLargestSize_andSaysSoOnce() {
        logs = new Logs(db, Time.system(), 10, _ -> {});
        for (var piece : List.of("12345678", "90abc", "defgh", "ijk")) {
            db.write(tx -> {
                logs.append(tx, DEPLOY, "deploy", piece.getBytes(StandardCharsets.UTF_8));
                return piece;
            });
        }
        db.write(tx -> {
            logs.say(tx, DEPLOY, "succeeded after 1.0 s");
            return DEPLOY;
        });

        assertThat(text(logs.read(DEPLOY, 0, Logs.LARGEST_PAGE))).isEqualTo("""
                        1234567890
                        >> the log is full at 10 bytes: later output of the command is not stored; the command continues
                        >> succeeded after 1.0 s
                        """);
        assertThat(logs.storedEnd(DEPLOY))
                .isEqualTo(text(logs.read(DEPLOY, 0, Logs.LARGEST_PAGE)).length());
    }

    @Test
    void log_thatALineOfWaybillFills_saysThatItIsFull() {
        var small = new Logs(db, Time.system(), 10, _ -> {});
        db.write(tx -> {
            small.say(tx, DEPLOY, "checking out");
            small.append(tx, DEPLOY, "deploy", "one\n".getBytes(StandardCharsets.UTF_8));
            small.append(tx, DEPLOY, "deploy", "two\n".getBytes(StandardCharsets.UTF_8));
            return tx;
        });

        assertThat(text(small.read(DEPLOY, 0, Logs.LARGEST_PAGE))).isEqualTo("""
                        >> checking out
                        >> the log is full at 10 bytes: later output of the command is not stored; the command continues
                        """);
    }

    @Test
    void say_standsOnALineOfItsOwn() {
        store(new Random(8), "no newline".getBytes(StandardCharsets.UTF_8));
        db.write(tx -> {
            logs.say(tx, DEPLOY, "over\nand out");
            return DEPLOY;
        });

        assertThat(text(logs.read(DEPLOY, 0, 100))).isEqualTo("no newline\n>> over and out\n");
    }
}
