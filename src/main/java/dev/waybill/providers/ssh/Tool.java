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

    /** What chooses the hosts; empty if it always deploys to all. */
    default Optional<List<String>> hosts(Given given) {
        return Optional.empty();
    }

    /** Why it cannot deploy to those hosts only that are given; empty if it can. */
    default Optional<String> objectionToHosts(Given given) {
        return Optional.empty();
    }

    /** All hosts, if it tells about each by a line of its output. */
    default List<String> planned(Given given) {
        return List.of();
    }

    /** What its output says about hosts once it has ended. */
    default Told read(String output) {
        return Told.NOTHING;
    }

    /** The hosts to which it was to deploy only, and which it has passed over without an error. */
    default List<String> missed(Given given, Told told) {
        return List.of();
    }
}
