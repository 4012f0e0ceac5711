package dev.waybill.cli;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.util.List;
import java.util.Set;

/** An environment of an app, as named on the command line. */
public record Place(String app, String environment) {
    public static final String LABEL = "APP [in] ENV";

    /** Words that can stand between an app and its environment. */
    public static final Set<String> PREPOSITIONS = Set.of("to", "in", "on");

    /** @param example the usage to show if it is not a place */
    public static Place of(List<String> words, String example) throws CallFailed {
        if (words.size() == 2 || words.size() == 3 && PREPOSITIONS.contains(words.get(1))) {
            return new Place(words.getFirst(), words.getLast());
        }
        throw new CallFailed(CallFailed.USAGE, "usage: " + example);
    }

    /** Its path in the API, with a final slash. */
    public String path() {
        return "/apps/%s/envs/%s/".formatted(Api.segment(app), Api.segment(environment));
    }
}
