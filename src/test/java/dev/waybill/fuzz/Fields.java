package dev.waybill.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the fields of a body: valid ones for the route, some of them left out or changed. */
final class Fields {
    /** What a server would run or connect to, or what would let nobody in. */
    private static final Set<String> ONLY_CHOSEN = Set.of("repository", "provider_config", "url", "secret");

    private static final List<String> COMMANDS = List.of("true", "echo hello", "exit 3");

    private final Dice dice;
    private final Values values;
    private final Cast cast;
    private final Viewer by;

    Fields(Dice dice, Values values, Cast cast, Viewer by) {
        this.dice = dice;
        this.values = values;
        this.cast = cast;
        this.by = by;
    }

    Map<String, Object> of(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return changed(
                switch (name) {
                    case "hosts" -> host();
                    case "tokens" -> token();
                    case "login-links" -> some(Map.of("token", dice.any("1", "2", "3", "30", "-1", "x", 1)));
                    case "login" -> login();
                    case "chat" -> chat();
                    case "report" -> report();
                    case "restore" -> some(Map.of("version", dice.any(1, 2, "1", -1, 1.5)));
                    case "apps", "{app}" -> app();
                    default -> deploy();
                });
    }

    private Map<String, Object> host() {
        var url =
                dice.any("ssh://git@127.0.0.1:1/x", "git@[127.0.0.1]:x", "https://127.0.0.1:1/x", "ext::sh", "", "-x");
        var host = new LinkedHashMap<String, Object>(Map.of("url", url));
        host.put("fingerprint", dice.oneIn(2) ? "SHA256:x" : values.value(2));
        return host;
    }

    private Map<String, Object> token() {
        var token = new LinkedHashMap<String, Object>();
        token.put("name", dice.any("ci", "ci", dice.pick(Words.MARKUP), "x".repeat(201), "a\nb"));
        token.put("rights", dice.any(List.of("read"), List.of("read", "deploy"), "read,lock", List.of("fly"), ",", ""));
        token.put("user", dice.any("joe", "admin", "é", dice.pick(Words.MARKUP)));
        token.put("apps", dice.any(List.of(dice.pick(by.apps())), "web,other", "[\"web\"", List.of()));
        token.put("environments", dice.any(List.of("staging"), "production", "a b", "é"));
        token.put(
                "expires",
                dice.any(
                        "2999-01-31T12:00:00Z",
                        "1970-01-01T00:00:00Z",
                        "+999999999-12-31T23:59:59Z",
                        "-999999999-01-01T00:00:00Z",
                        "soon"));
        token.entrySet().removeIf(field -> !Set.of("name", "rights").contains(field.getKey()) && dice.oneIn(2));
        return token;
    }

    private Map<String, Object> login() {
        var secret = dice.any(
                by.token(),
                by.token(),
                " " + by.token() + "\n",
                dice.pick(cast.links()),
                "wb_" + "x".repeat(43),
                by.session(),
                "",
                "x".repeat(70_000),
                "\u0000",
                dice.pick(Words.MARKUP));
        var login = new LinkedHashMap<String, Object>(Map.of("secret", secret));
        login.put("next", dice.oneIn(3) ? "/apps/web/production/1?x=y" : dice.pick(Words.ELSEWHERE));
        return login;
    }

    private Map<String, Object> report() {
        var link = dice.any("https://example.com/", "javascript:alert(1)", "http://", dice.pick(Words.MARKUP));
        return some(Map.of(
                "progress",
                dice.any(0, 40, 100, 101, -1, 1.5, "40", "x"),
                "note",
                dice.any("half", dice.pick(Words.MARKUP), "x".repeat(1001), "\u202e\u001b[31m"),
                "links",
                Map.of(dice.any("board", "self", "", dice.pick(Words.MARKUP)), link)));
    }

    /** Words that begin a sentence, and go on in one or do not. */
    private Map<String, Object> chat() {
        var verb = dice.any(
                "deploy",
                "deploy!",
                "rollback",
                "promote",
                "lock",
                "unlock",
                "status",
                "queue",
                "why",
                "deploys",
                "where is",
                "where can i deploy",
                "cancel",
                dice.nasty());
        var end = dice.any("", "because x", "for 2h because x", "to staging", "to #1", "and wait", dice.nasty());
        var app = dice.pick(by.apps()) + dice.any("", "", "/main", "/production#1", ":" + dice.nasty());
        return some(Map.of(
                "text",
                "%s %s %s %s".formatted(verb, app, dice.any("", "in", dice.pick(by.environments())), end),
                "user",
                dice.any("joe", "admin", "", dice.pick(Words.MARKUP)),
                "room",
                dice.any("#ops", dice.nasty())));
    }

    private Map<String, Object> deploy() {
        var deploy = new LinkedHashMap<String, Object>();
        deploy.put("env", dice.pick(by.environments()));
        deploy.put("ref", dice.any("main", "HEAD", ":previous", ":current", "main~1", "-x", "nosuch", "a..b"));
        deploy.put("status", dice.any("cancelled", "finished", "x"));
        deploy.put("user", dice.any("joe", "admin", "é", "", dice.pick(Words.MARKUP)));
        deploy.put("params", Map.of("a", dice.oneIn(2) ? "x" : values.value(3)));
        deploy.put("force", dice.any(true, false, "0", "x"));
        deploy.put("reason", dice.any("because", dice.pick(Words.MARKUP)));
        deploy.put("version", dice.any(1, 2, "1", -1, 1.5));
        deploy.keySet().removeIf(_ -> dice.oneIn(2));
        deploy.put("app", dice.pick(by.apps()));
        return deploy;
    }

    private Map<String, Object> app() {
        var app = new LinkedHashMap<String, Object>();
        app.put("name", dice.any("web", "other", "a" + dice.below(30)));
        app.put(
                "repository",
                dice.any(
                        cast.repository(),
                        cast.repository(),
                        "/nosuch",
                        "ext::sh",
                        "",
                        "file:///nosuch",
                        "http://127.0.0.1:1/x"));
        app.put("provider", dice.any("shell", "shell", "fabric", ""));
        app.put(
                "provider_config",
                Map.of("command", dice.pick(COMMANDS), "timeout", dice.any(60, "60", -1, 0, 1e99, "x")));
        app.put(
                "environments",
                Map.of(
                        "production",
                        Map.of("defaultRef", "main"),
                        "staging",
                        dice.oneIn(3) ? values.value(2) : Map.of()));
        app.put(
                "checks",
                dice.oneIn(3)
                        ? values.value(3)
                        : List.of(Map.of("type", "github", "config", Map.of("repo", "acme/web"))));
        app.put("lockedReason", dice.any("False", "held", "", dice.pick(Words.MARKUP)));
        app.put("version", dice.any(1, 2, "1", -1));
        app.keySet()
                .removeIf(name -> !Set.of("name", "repository", "provider", "provider_config")
                                .contains(name)
                        && dice.oneIn(2));
        return app;
    }

    private Map<String, Object> some(Map<String, Object> all) {
        var some = new java.util.TreeMap<>(all); // Map.of has another order in each JVM
        some.keySet().removeIf(_ -> dice.oneIn(3));
        return some;
    }

    private Map<String, Object> changed(Map<String, Object> valid) {
        for (var name : List.copyOf(valid.keySet())) {
            if (dice.oneIn(8) && !ONLY_CHOSEN.contains(name)) {
                valid.put(name, values.value(4));
            }
        }
        if (dice.oneIn(15)) {
            valid.put(
                    dice.any("x", "", "\u0000", "é", "id", "version", "pool", "pools", "queue", "sha"),
                    values.value(3));
        }
        return valid;
    }
}
