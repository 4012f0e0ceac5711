package dev.waybill.forge.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of GitHub's GraphQL schema, as far as the one query needs it. */
final class GraphQlWords {
    private static final Pattern WORD = Pattern.compile("\\$?[A-Za-z_]\\w*");
    private static final Set<String> OF_LANGUAGE = Set.of("query", "fragment", "on", "String", "Int");
    private static final Set<String> KNOWN = known();

    private GraphQlWords() {}

    private static Set<String> known() {
        try (var in =
                Objects.requireNonNull(GraphQlWords.class.getResourceAsStream("/forge/github-graphql-min.graphql"))) {
            var known = new HashSet<>(OF_LANGUAGE);
            WORD.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .forEach(word -> known.add(word.group()));
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of a query that are neither in the schema nor its own aliases, variables and fragments. */
    static List<String> unknown(String query) {
        var own = new HashSet<String>();
        Pattern.compile("(\\w+):|fragment (\\w+)").matcher(query).results().forEach(it -> {
            own.add(it.group(1) == null ? it.group(2) : it.group(1));
        });
        var names = query.replaceAll("\"[^\"]*\"", "");
        return WORD.matcher(names)
                .results()
                .map(it -> it.group())
                .filter(word -> !word.startsWith("$") && !own.contains(word) && !KNOWN.contains(word))
                .distinct()
                .map(word -> "GraphQL knows no " + word)
                .toList();
    }
}
