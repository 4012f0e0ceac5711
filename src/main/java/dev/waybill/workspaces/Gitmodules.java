package dev.waybill.workspaces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the submodules of a commit, gitmodules(5). Everything in a repository is hostile input. */
final class Gitmodules {
    private static final int MOST = 1_000;
    private static final int LONGEST = 200;

    private Gitmodules() {}

    /**
     * A submodule.
     *
     * @param path where it is checked out
     * @param sha the commit to check out
     * @param isShallow whether to fetch only that commit
     */
    record Submodule(String name, String path, String url, String sha, boolean isShallow) {}

    /**
     * The submodules of a commit, without those whose {@code update} is {@code none}.
     *
     * @param index the output of {@code git ls-files --stage -z}
     * @param settings the output of {@code git config -z --list} for the file
     * @throws IOException with a message if one of them is invalid
     */
    static List<Submodule> of(String index, String settings) throws IOException {
        var shas = shas(index);
        var byPath = byPath(settings);
        var all = new ArrayList<Submodule>();
        for (var path : shas.keySet()) {
            var said = byPath.get(path);
            if (said == null) {
                throw new IOException("submodule %s: .gitmodules has no URL for it".formatted(shown(path)));
            }
            if (!"none".equals(said.get("update"))) {
                all.add(submodule(said, path, shas.getOrDefault(path, "")));
            }
        }
        return all;
    }

    /** By path. */
    private static Map<String, String> shas(String index) throws IOException {
        var found = new LinkedHashMap<String, String>();
        for (var entry : index.split("\0", -1)) {
            if (entry.startsWith("160000 ")) {
                found.put(entry.substring(entry.indexOf('\t') + 1), entry.split(" ", 3)[1]);
            }
        }
        if (found.size() > MOST) {
            throw new IOException(
                    "the commit has %,d submodules, more than the maximum of %,d".formatted(found.size(), MOST));
        }
        return found;
    }

    private static Map<String, Map<String, String>> byPath(String settings) {
        var byName = new HashMap<String, Map<String, String>>();
        for (var setting : settings.split("\0", -1)) {
            var end = setting.indexOf('\n');
            var key = end < 0 ? setting : setting.substring(0, end);
            var dot = key.lastIndexOf('.');
            if (key.startsWith("submodule.") && dot > "submodule.".length() && end >= 0) {
                var name = key.substring("submodule.".length(), dot);
                byName.computeIfAbsent(name, it -> new HashMap<>(Map.of("name", it)))
                        .put(key.substring(dot + 1), setting.substring(end + 1));
            }
        }
        var byPath = new HashMap<String, Map<String, String>>();
        byName.values().forEach(said -> byPath.put(said.getOrDefault("path", ""), said));
        return byPath;
    }

    private static Submodule submodule(Map<String, String> said, String path, String sha) throws IOException {
        var name = said.getOrDefault("name", "");
        var url = said.get("url");
        if (name.length() > LONGEST || name.startsWith("-") || name.startsWith("/") || isOdd(name)) {
            throw new IOException("submodule %s: its name is invalid".formatted(shown(path)));
        }
        if (path.startsWith("-") || isOdd(path)) {
            throw new IOException("submodule %s: its path is invalid".formatted(shown(path)));
        }
        if (url == null) {
            throw new IOException("submodule %s: .gitmodules has no URL for it".formatted(shown(path)));
        }
        return new Submodule(name, path, url, sha, "true".equals(said.get("shallow")));
    }

    private static boolean isOdd(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                || List.of(text.split("[/\\\\]", -1)).contains("..");
    }

    /** Shortened, and without control characters. */
    static String shown(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
