package dev.waybill.web.settings;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppTree;
import dev.waybill.apps.config.text.YamlTree;
import dev.waybill.apps.config.text.YamlWriter;
import dev.waybill.vcs.RepositoryUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of an app as people edit it. Immutable.
 *
 * @param tree as a configuration file has it below the name
 */
record Sheet(String name, Map<String, Object> tree) {
    private static final String REPOSITORY = "repository";
    private static final String NAME = "name";
    private static final String EXPECTED = "line 1: must be the name of the app, with its settings below";

    /** Of an app as it is; a password that an old repository's URL contains is masked. */
    static Sheet of(App app) {
        return of(app.name(), app.config());
    }

    static Sheet of(String name, AppConfig config) {
        var tree = AppTree.of(config);
        tree.put(REPOSITORY, RepositoryUrl.shown(config.repository()));
        return new Sheet(name, copy(Readable.of("", tree)));
    }

    /** @throws Unreadable with a sentence that begins with the line */
    static Sheet parse(String yaml) throws Unreadable {
        try {
            if (YamlTree.parse(yaml).root() instanceof Map<?, ?> root
                    && root.size() == 1
                    && root.values().iterator().next() instanceof Map<?, ?> settings) {
                return new Sheet(String.valueOf(root.keySet().iterator().next()), copy(settings));
            }
        } catch (YamlTree.Unreadable e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        throw new Unreadable(EXPECTED);
    }

    /** The text is not the configuration of one app. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String sentence) {
            super(sentence);
        }
    }

    String yaml() {
        return YamlWriter.text(Map.of(name, tree));
    }

    /** Null if it is not set. The name of the app is at {@code name}. */
    @Nullable
    Object at(List<String> path) {
        if (path.equals(List.of(NAME))) {
            return name;
        }
        Object at = tree;
        for (var key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    /** @param value null removes it */
    Sheet with(List<String> path, @Nullable Object value) {
        return path.equals(List.of(NAME))
                ? new Sheet(value == null ? "" : String.valueOf(value), tree)
                : new Sheet(name, with(tree, path, value));
    }

    private static Map<String, Object> with(Map<?, ?> map, List<String> path, @Nullable Object value) {
        var copy = copy(map);
        var key = path.getFirst();
        if (path.size() > 1) {
            var inner = copy.get(key) instanceof Map<?, ?> below ? below : Map.of();
            copy.put(key, with(inner, path.subList(1, path.size()), value));
        } else if (value == null) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return copy;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** With the URL of the app's repository where the masked one stands. */
    Sheet unmasked(@Nullable App app) {
        if (app == null) {
            return this;
        }
        var repository = app.config().repository();
        return RepositoryUrl.shown(repository).equals(tree.get(REPOSITORY))
                ? with(List.of(REPOSITORY), repository)
                : this;
    }

    /** Those of one side that changed since the base, on top of the other side, which has changed as well. */
    static Sheet merged(Sheet base, Sheet mine, Sheet theirs) {
        return new Sheet(
                mine.name.equals(base.name) ? theirs.name : mine.name, merged(base.tree, mine.tree, theirs.tree));
    }

    private static Map<String, Object> merged(Map<?, ?> base, Map<?, ?> mine, Map<?, ?> theirs) {
        var merged = new LinkedHashMap<String, Object>();
        var keys = new LinkedHashMap<Object, Object>(theirs);
        keys.putAll(mine);
        for (var key : keys.keySet()) {
            var value = merged(base.get(key), mine.get(key), theirs.get(key));
            if (value != null) {
                merged.put(String.valueOf(key), value);
            }
        }
        return merged;
    }

    private static @Nullable Object merged(@Nullable Object base, @Nullable Object mine, @Nullable Object theirs) {
        if (mine == null ? base == null : mine.equals(base)) {
            return theirs;
        }
        return base instanceof Map<?, ?> old && mine instanceof Map<?, ?> own && theirs instanceof Map<?, ?> other
                ? merged(old, own, other)
                : mine;
    }
}
