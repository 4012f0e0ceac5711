package dev.waybill.insights;

import java.time.Duration;
import java.util.stream.Stream;

/** Upper bounds of histogram buckets: few, because each is a line of every scrape. */
final class Buckets {
    /** From unnoticeable to alarming. */
    static final Duration[] DEPLOYS =
            Stream.of(1, 5, 15, 60, 300, 900, 3_600).map(Duration::ofSeconds).toArray(Duration[]::new);

    static final Duration[] FETCHES = Stream.of(100, 500, 1_000, 5_000, 30_000, 120_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    static final Duration[] DATABASE =
            Stream.of(1, 5, 25, 100, 500, 2_500).map(Duration::ofMillis).toArray(Duration[]::new);

    private Buckets() {}
}
