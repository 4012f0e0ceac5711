package dev.waybill.providers.ssh;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.providers.shell.Placeholders;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.DeployInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The settings of an app.
 *
 * @param filling puts values in the place of placeholders; leaves them if there is no deploy
 * @param only the only hosts to deploy to; empty for all
 * @param sshKey the file of the app's key; empty if it has none
 */
record Given(Map<String, Object> settings, UnaryOperator<String> filling, List<String> only, Optional<String> sshKey) {
    static final String ARGS = "args";

    static Given of(AppInfo app) {
        return new Given(app.settings(), UnaryOperator.identity(), List.of(), Optional.empty());
    }

    static Given of(DeployInfo deploy) {
        return new Given(
                deploy.settings(),
                new Placeholders(deploy)::expand,
                deploy.hosts(),
                Optional.ofNullable(deploy.sshKey()));
    }

    Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    List<String> texts(String name) {
        return raw(name).map(filling).toList();
    }

    /** With their placeholders. */
    Stream<String> raw(String name) {
        return switch (settings.get(name)) {
            case String text -> Stream.of(text);
            case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
            case Map<?, ?> map -> map.values().stream().map(String::valueOf);
            case null, default -> Stream.of();
        };
    }

    /** The arguments by name; these if none are given. */
    Map<String, String> args(Map<String, String> unset) {
        var args = new LinkedHashMap<String, String>();
        var given = settings.get(ARGS) instanceof Map<?, ?> map ? map : unset;
        given.forEach((name, value) -> args.put(String.valueOf(name), filling.apply(String.valueOf(value))));
        return args;
    }

    /** The same, in the form {@code name=value}. */
    Stream<String> assignments(Map<String, String> unset) {
        return args(unset).entrySet().stream().map(it -> it.getKey() + "=" + it.getValue());
    }

    boolean isOn(String flag, boolean unset) {
        return settings.get(flag) instanceof Boolean given ? given : unset;
    }

    Duration seconds(String name, Duration unset) {
        return Durations.of(settings.get(name)).orElse(unset);
    }
}
