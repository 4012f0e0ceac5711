package dev.waybill.notifiers.kinds;

import dev.waybill.commands.Environment;
import dev.waybill.commands.brief.ShortCommand;
import dev.waybill.commands.brief.Turns;
import dev.waybill.notifiers.bodies.NoticeJson;
import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.workspaces.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a command on the server, with the notice as JSON on its standard input. A few run at once; the others run later. */
public final class CommandNotifier implements Notifier {
    /** The exit code of a command that wants to be told later: EX_TEMPFAIL of sysexits.h. */
    private static final int LATER = 75;

    private static final Duration LIMIT = Duration.ofSeconds(25);
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration TO_NEXT_TURN = Duration.ofSeconds(10);
    private static final Duration TO_NEXT_ATTEMPT = Duration.ofMinutes(1);

    private final Path directory;
    private final Turns turns = new Turns();

    /** @param directory for the working directories of commands */
    public CommandNotifier(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required("command", Setting.Kind.COMMAND).withExample("./announce \"$WAYBILL_TEXT\""));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return CommonSettings.review(app.settings()).toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        try (var turn = turns.take(String.valueOf(notice.app()), TURN.toSeconds())) {
            return turn == null
                    ? new Told.Later(
                            "",
                            "%d commands of notifiers are running, or %d for this app, which is the limit"
                                    .formatted(Turns.MOST, Turns.MOST_OF_AN_APP),
                            context.now().plus(TO_NEXT_TURN))
                    : run(notice, context);
        }
    }

    private Told run(Notice notice, NotifierContext context) throws InterruptedException {
        var line = String.valueOf(context.settings().get("command"));
        var request = NoticeJson.text(notice); // the line may be for the operator's eyes only
        try {
            var variables = variables(notice, context.variables());
            var objection = Environment.objection(line, variables);
            if (objection.isPresent()) {
                return new Told.Failed(request, objection.get(), false, null);
            }
            var user = context.user();
            var account = user == null ? null : Account.named(user);
            var command = new ShortCommand(line, variables, account, LIMIT, NoticeJson.text(notice) + "\n");
            return told(request, command.run(directory), context);
        } catch (IOException e) {
            return new Told.Failed(request, "the command could not be run: " + e.getMessage(), true, null);
        }
    }

    private static Told told(String request, ShortCommand.Ended ended, NotifierContext context) {
        var after = ended.lastLine().isEmpty() ? "" : ": " + ended.lastLine();
        if (ended.isTimedOut()) {
            var sentence = "the command did not end within %d s%s".formatted(LIMIT.toSeconds(), after);
            return new Told.Failed(request, sentence, false, null);
        }
        var answer = "exit code %d%s".formatted(ended.code(), after);
        return switch (ended.code()) {
            case 0 -> new Told.Delivered(request, answer);
            case LATER -> new Told.Later(request, answer, context.now().plus(TO_NEXT_ATTEMPT));
            default -> new Told.Failed(request, answer, false, null);
        };
    }

    private static Map<String, String> variables(Notice notice, Map<String, String> ofApp) {
        var all = new TreeMap<>(ofApp);
        all.putIfAbsent("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
        all.put("WAYBILL_EVENT", notice.topic().word());
        all.put("WAYBILL_TEXT", withoutNul(notice.sentence()));
        all.put("WAYBILL_URL", notice.url());
        put(all, "WAYBILL_APP", notice.app());
        put(all, "WAYBILL_ENVIRONMENT", notice.environment());
        put(all, "WAYBILL_USER", notice.by());
        var deploy = notice.deploy();
        if (deploy != null) {
            all.put("WAYBILL_DEPLOY", deploy.name());
            all.put("WAYBILL_REF", deploy.ref());
            all.put("WAYBILL_USER", deploy.user());
            put(all, "WAYBILL_SHA", deploy.sha());
        }
        return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    /** No variable can hold it. */
    private static String withoutNul(String text) {
        return text.replace("\0", "");
    }
}
