package dev.waybill.checks;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.logs.Masker;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one check about one commit. Thread-safe; blocks. */
public final class Questioner {
    private static final Logger LOG = LoggerFactory.getLogger(Questioner.class);

    private final Apps apps;
    private final Requirements requirements;
    private final AppSecrets secrets;
    private final CommitTimes commits;
    private final Time time;

    public Questioner(Apps apps, Requirements requirements, AppSecrets secrets, CommitTimes commits, Time time) {
        this.apps = apps;
        this.requirements = requirements;
        this.secrets = secrets;
        this.commits = commits;
        this.time = time;
    }

    record Answered(CheckAnswer answer, Findings findings) {}

    Answered ask(Inquiry inquiry) throws InterruptedException {
        var read = new ArrayList<Secret>();
        var answer = answer(inquiry, read);
        var text = new CleanText(new Masker(read));
        return new Answered(answer, Findings.of(answer, inquiry.requirement(), text));
    }

    private CheckAnswer answer(Inquiry inquiry, List<Secret> read) throws InterruptedException {
        var requirement = inquiry.requirement();
        var kind = requirements.kind(requirement.type());
        if (kind == null) {
            return new CheckAnswer.Unreadable("this server does not know the check " + requirement.type());
        }
        try {
            var app = apps.app(inquiry.lane().app());
            read.addAll(secretsOf(app, inquiry.lane().environment()));
            return kind.ask(new Question(
                    inquiry,
                    app,
                    secrets.of(app.id()).settings(requirement.settings(), read),
                    secrets,
                    commits,
                    time,
                    read));
        } catch (IOException e) {
            return new CheckAnswer.Unreadable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn(
                    "check {} of {} failed: {}",
                    requirement.name(),
                    inquiry.sha(),
                    new CleanText(new Masker(read)).of(e));
            return new CheckAnswer.Unreachable("an unexpected error, which is in the log of the server", null);
        }
    }

    /** Those of its commands: whoever reports a check may have printed them. */
    private Collection<Secret> secretsOf(App app, String environment) throws IOException {
        return secrets.of(app.id()).read(app.config().secrets(environment)).values();
    }
}
