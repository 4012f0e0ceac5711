package dev.waybill.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happened in a world, for whoever has to find out why it went wrong. */
final class Story {
    private static final int LAST = 60;

    private final World world;
    private final List<String> lines = new ArrayList<>();

    Story(World world) {
        this.world = world;
    }

    void tell(String what) {
        lines.add("%8d ms  %s".formatted(world.now().minus(Duration.ofDays(1)).toMillis(), what));
    }

    /** How it ended. */
    String end() {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
    }
}
