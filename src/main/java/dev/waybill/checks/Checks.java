package dev.waybill.checks;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.checks.kinds.AgeCheck;
import dev.waybill.checks.kinds.CommandCheck;
import dev.waybill.checks.kinds.ForgeCheck;
import dev.waybill.checks.kinds.HttpCheck;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.forge.Forges;
import dev.waybill.spi.Check;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The built-in kinds of checks. */
public final class Checks {
    private Checks() {}

    /**
     * Every kind that a configuration can name, to read it; these cannot be asked.
     *
     * @param codeHosts each of which has checks of its name
     */
    public static List<Check> all(Collection<? extends ForgeKind> codeHosts) {
        return all(codeHosts, Forges.NONE, Path.of("nowhere"));
    }

    /** @param commands for the directories of commands */
    public static List<Check> all(Collection<? extends ForgeKind> codeHosts, Forges forges, Path commands) {
        var ofCodeHosts =
                codeHosts.stream().map(kind -> new ForgeCheck(kind.name(), settings(kind), forges.at(kind.name())));
        return Stream.concat(
                        ofCodeHosts,
                        Stream.of(new HttpCheck(System.getenv()), new AgeCheck(), new CommandCheck(commands)))
                .toList();
    }

    private static List<Setting> settings(ForgeKind kind) {
        var root = kind.settings().stream()
                .filter(setting -> setting.name().equals(ForgeSettings.API_ROOT.name()))
                .findFirst()
                .orElse(ForgeSettings.API_ROOT);
        return List.of(
                required("repo", Kind.TEXT).withExample("acme/shop"), root, optional("token", Kind.SECRET_OR_TEXT));
    }
}
