package dev.waybill.api.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The nouns that have a part of the document. */
final class Nouns {
    private Nouns() {}

    static List<String> all() {
        try (var files = Files.list(Path.of("src/main/resources/openapi"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .filter(noun -> !noun.equals("common"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
