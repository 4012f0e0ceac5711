package dev.waybill.chat.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is printed is read as the same sentence, for many sentences with the worst names that are possible. */
class PrintedSentencesTest {
    private static final int SENTENCES = 20_000;
    private static final String OF_REFS = "abXYZ019._-,/:@#~!+=%&$'\"(){}";
    private static final List<String> REASON_WORDS = List.of(
            "because",
            "please",
            "to",
            "and",
            "wait",
            "staging.",
            "for",
            "2h",
            "“x”",
            "\"",
            "'",
            "é",
            "🚀",
            "#42",
            "waybill");

    private final Random random = new Random(18);

    @Test
    void parse_isTheOppositeOfPrint() throws Unclear {
        for (var i = 0; i < SENTENCES; i++) {
            var sentence = sentence();

            assertThat(Grammar.parse(sentence.print(), Known.CAST))
                    .as(sentence.print())
                    .isEqualTo(sentence);
        }
    }

    private Sentence sentence() {
        var app = any("shop", "shop-api", "shop.api", "s", "of", "is", "in", "from");
        var environment = or(() -> environment(app));
        return switch (random.nextInt(13)) {
            case 0 -> new Sentence.Rollback(app, environment, or(this::version), coin(), coin(), or(this::reason));
            case 1 -> new Sentence.Promote(app, environment(app), environment(app), coin(), or(this::reason));
            case 2 -> new Sentence.Cancel(deploy(app));
            case 3 -> new Sentence.Show(deploy(app));
            case 4 -> coin() ? new Sentence.Status(app, environment) : new Sentence.Status(null, null);
            case 5 -> coin() ? new Sentence.Queue(app, environment) : new Sentence.Queue(null, null);
            case 6 -> new Sentence.Why(app, environment);
            case 7 -> new Sentence.Deploys(app, or(this::ref), environment);
            case 8 -> new Sentence.WhereIs(version());
            case 9 -> new Sentence.Lock(app, environment, or(this::length), coin(), reason());
            case 10 -> new Sentence.Unlock(app, environment);
            case 11 -> coin() ? new Sentence.WhereTo(app) : new Sentence.Help();
            default ->
                new Sentence.Deploy(
                        app, or(this::ref), environment, coin() ? "restart" : null, coin(), coin(), or(this::reason));
        };
    }

    private DeployName deploy(String app) {
        return new DeployName(app, environment(app), random.nextInt(1, 1_000_000_000));
    }

    /** Those of the app, and what others may have. Short names only where the app has them. */
    private String environment(String app) {
        var others = List.of("production", "qa", "eu-1.x", "0");
        var all = Stream.concat(Known.CAST.environments(app).stream().sorted(), others.stream())
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    /** No ref ends with a full stop. */
    private String ref() {
        return letters(OF_REFS, random.nextInt(20)) + any("x", "/", ":", "@", "#42", "!", ",", "to", "because");
    }

    private String version() {
        return coin() ? "#" + random.nextInt(1, 100) : letters("0123456789abcdef", random.nextInt(7, 41));
    }

    private Duration length() {
        return Duration.ofSeconds(random.nextLong(1, 10_000_000));
    }

    private String reason() {
        return IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(_ -> REASON_WORDS.get(random.nextInt(REASON_WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private String letters(String of, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> of.substring(0, 1 + random.nextInt(of.length())))
                .map(part -> part.substring(part.length() - 1))
                .collect(Collectors.joining());
    }

    private String any(String... all) {
        return all[random.nextInt(all.length)];
    }

    private boolean coin() {
        return random.nextBoolean();
    }

    private <T> @Nullable T or(Supplier<T> some) {
        return coin() ? some.get() : null;
    }
}
