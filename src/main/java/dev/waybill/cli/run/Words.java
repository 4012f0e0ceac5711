package dev.waybill.cli.run;

import dev.waybill.cli.Place;
import dev.waybill.cli.client.CallFailed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written after {@code waybill run}.
 *
 * @param environment null for the app's default environment
 * @param command the program and its arguments
 */
record Words(String app, @Nullable String environment, List<String> command) {
    static final String LABEL = "APP [[in] ENV] -- COMMAND";

    private static final String END_OF_OPTIONS = "--";

    /**
     * @param words without options and without the dashes before the command
     * @param written the whole command line
     */
    static Words of(List<String> words, List<String> written) throws CallFailed {
        var dashes = written.indexOf(END_OF_OPTIONS);
        var length = dashes < 0 ? 0 : written.size() - dashes - 1;
        var place = words.subList(0, words.size() - length);
        var command = words.subList(words.size() - length, words.size());
        var hasWord = place.size() > 2 && Place.PREPOSITIONS.contains(place.get(1));
        if (command.isEmpty() || place.isEmpty() || place.size() > (hasWord ? 3 : 2)) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    "usage: waybill run shop production -- ./deploy.sh (the command after two dashes)");
        }
        return new Words(place.getFirst(), place.size() == 1 ? null : place.getLast(), command);
    }
}
