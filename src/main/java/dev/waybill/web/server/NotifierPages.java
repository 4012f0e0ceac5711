package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.errors.Conflict;
import dev.waybill.http.Sentences;
import dev.waybill.notify.Samples;
import dev.waybill.notify.Samples.Listed;
import dev.waybill.spi.Told;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** {@code /settings/notifiers}: who is told about deploys, and a test. */
public final class NotifierPages implements PageGroup {
    private static final String PATH = "/settings/notifiers";

    private final Apps apps;
    private final Samples samples;

    public NotifierPages(Apps apps, Samples samples) {
        this.apps = apps;
        this.samples = samples;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(
                routes,
                PATH,
                visit -> Page.of(
                        ServerPages.heading("Notifiers", "/api/0/apps/"),
                        "server/notifiers.jte",
                        page(visit.caller())));
        frame.action(routes, PATH + "/{app}/test", this::test);
    }

    /**
     * The list.
     *
     * @param server those of the server's configuration file
     */
    public record Notifiers(List<Listed> server, List<OfApp> apps) {}

    /** @param locked why the caller cannot send a test; empty if they can */
    public record OfApp(App app, List<Listed> notifiers, String locked) {}

    private Notifiers page(Caller caller) {
        var all = apps.all().stream()
                .filter(app -> app.retiredAt() == null && caller.may(Right.READ, app.place()))
                .map(app -> new OfApp(
                        app,
                        samples.of(app),
                        caller.may(Right.CONFIGURE, app.place()) ? "" : caller.lack(Right.CONFIGURE, app.place())))
                .filter(it -> !it.notifiers().isEmpty())
                .toList();
        return new Notifiers(samples.ofServer(), all);
    }

    /** What the receivers answered. */
    public record Tested(App app, List<Result> results) {}

    /** @param isGood whether the receiver has it */
    public record Result(String name, String type, boolean isGood, String word, String request, String answer) {}

    private Action.Result test(Visit visit, Fields fields) throws InterruptedException {
        var name = visit.name("app");
        var app = apps.app(name);
        visit.caller().require(Right.CONFIGURE, app.place(), () -> Apps.noSuchApp(name));
        try {
            var results = samples.send(app, fields.find("notifier").orElse(null)).stream()
                    .map(NotifierPages::result)
                    .toList();
            return new Action.Again(
                    200,
                    Page.of(
                            ServerPages.heading("Test of notifiers", ""),
                            "server/tested.jte",
                            new Tested(app, results)));
        } catch (Conflict e) {
            return new Action.Done(PATH, e.sentence());
        }
    }

    private static Result result(Samples.Sample sample) {
        var told = sample.told();
        var word = switch (told) {
            case Told.Delivered _ -> "delivered";
            case Told.Later _ -> "put off";
            case Told.Failed _ -> "failed";
            case Told.Refused _ -> "refused";
        };
        return new Result(
                sample.name(),
                sample.type(),
                told instanceof Told.Delivered,
                word,
                Sentences.told(told.request()),
                Sentences.told(told.answer()));
    }
}
