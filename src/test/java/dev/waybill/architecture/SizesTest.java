package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Files, methods and packages stay small, in the tests as well. Each limit is what holds today, with the aim behind it: lower
 * it when you can, and when it fails, split what it names.
 */
class SizesTest {
    /** A failure names the largest. */
    private static final int SHOWN = 20;

    private static List<SourceFile> files = List.of();

    @BeforeAll
    static void parse() throws IOException {
        files = SourceTree.read();
    }

    @Test
    void filesAreShort() {
        var lines =
                Sizes.of("lines of a file", files.stream(), file -> file.path().toString(), SourceFile::lines);

        lines.assertAtMost(50, 66); // 60
        lines.assertAtMost(90, 160);
        lines.assertAtMost(100, 300);
    }

    @Test
    void methodsAreShort() {
        var lines = Sizes.of("lines of a method", methods(), SourceFile.Method::name, SourceFile.Method::lines);

        lines.assertAtMost(50, 6); // 5
        lines.assertAtMost(90, 16);
        lines.assertAtMost(100, 44); // 40; what is longer lists the 41 fields of a deploy
    }

    @Test
    void packagesHoldFewFiles() {
        var folders = files.stream()
                .collect(Collectors.groupingBy(file -> file.path().getParent()))
                .entrySet();
        var sizes = Sizes.of(
                "files of a package",
                folders.stream(),
                folder -> folder.getKey().toString(),
                folder -> folder.getValue().size());

        sizes.assertAtMost(90, 20);
    }

    @Test
    void constructorsTakeFewArguments() {
        var constructors = methods().filter(SourceFile.Method::isConstructor);

        Sizes.of("arguments of a constructor", constructors, SourceFile.Method::name, SourceFile.Method::parameters)
                .assertAtMost(100, 6);
    }

    private static Stream<SourceFile.Method> methods() {
        return files.stream().flatMap(file -> file.methods().stream());
    }

    /** Sizes of one kind, the smallest first. */
    private record Sizes(String kind, List<Sized> sorted) {
        private record Sized(String name, int size) {
            @Override
            public String toString() {
                return size + " " + name;
            }
        }

        static <T> Sizes of(String kind, Stream<T> things, Function<T, String> name, ToIntFunction<T> size) {
            var sorted = things.map(thing -> new Sized(name.apply(thing), size.applyAsInt(thing)))
                    .sorted(Comparator.comparingInt(Sized::size))
                    .toList();
            return new Sizes(kind, sorted);
        }

        /** A percentile of 100 is the maximum. */
        void assertAtMost(int percentile, int limit) {
            var index = Math.ceilDiv(sorted.size() * percentile, 100) - 1;
            var largest = sorted.reversed().stream().limit(SHOWN).toList();
            assertThat(sorted.get(index).size())
                    .as("%s, percentile %d; the largest are %s", kind, percentile, largest)
                    .isLessThanOrEqualTo(limit);
        }
    }
}
