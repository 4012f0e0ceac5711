package dev.waybill.providers.ssh;

import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that deploys over ssh: how its command line follows from an app's settings. Its script is a resource of its name. */
interface Tool {
    String name();

    /** Its own settings. */
    List<Setting> settings();

    /** Those of them whose values are words: they neither begin with a dash nor contain spaces or commas. */
    List<String> words();

    /** What is wrong with the settings, beside their words and placeholders. */
    default List<Remark> review(Given given) {
        return List.of();
    }

    /** The command line. */
    List<String> line(Given given);

    /** Variables for its script. */
    default Map<String, String> environment(Given given) {
        return Map.of();
    }

    /** What the output says about the hosts, as a sentence; empty if nothing. */
    default Optional<String> summary(String output) {
        return Optional.empty();
    }
}
