package dev.waybill.web.automation;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.ServiceException;
import dev.waybill.lookups.Automatic;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.PageSentences;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code /automation}: every environment that deploys by itself, what it would deploy next, and what holds it. */
public final class AutomationPages implements PageGroup {
    private static final int SHOWN = 25;
    private static final long PATIENCE_SECONDS = 3;
    private static final String SLOW = "The repository has not answered yet; open the environment to see more";

    private final Apps apps;
    private final Automatic automatic;

    public AutomationPages(Apps apps, Automatic automatic) {
        this.apps = apps;
        this.automatic = automatic;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(
                routes,
                "/automation",
                visit -> Page.of(
                        new Heading("Automation", Section.SETTINGS, ""), "automation/automation.jte", page(visit)));
    }

    /**
     * The page.
     *
     * @param all how many environments deploy by themselves
     * @param next the number of the next page; 0 if there is none
     */
    public record Shown(List<LaneRow> lanes, int all, int next) {
        public String title() {
            return switch (all) {
                case 0 -> "Automation";
                case 1 -> "1 environment deploys by itself";
                default -> all + " environments deploy by themselves";
            };
        }
    }

    private record Auto(App app, String environment) {}

    private Shown page(Visit visit) throws InterruptedException {
        var number = visit.query("page")
                .filter(it -> it.matches("[1-9][0-9]{0,5}"))
                .map(Integer::valueOf)
                .orElse(1);
        var all = apps.all().stream()
                .filter(app -> app.retiredAt() == null)
                .flatMap(AutomationPages::environments)
                .filter(it -> visit.caller().may(Right.READ, it.app().place(it.environment())))
                .toList();
        var shown = all.stream().skip((number - 1L) * SHOWN).limit(SHOWN).toList();
        return new Shown(rows(shown, visit.caller()), all.size(), number * SHOWN < all.size() ? number + 1 : 0);
    }

    private static Stream<Auto> environments(App app) {
        return app.config().environments().entrySet().stream()
                .filter(it -> it.getValue().auto() != null)
                .map(it -> new Auto(app, it.getKey()));
    }

    /** All at once, because each may have to wait for its repository. */
    private List<LaneRow> rows(List<Auto> shown, Caller caller) throws InterruptedException {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var answers = threads.invokeAll(
                    shown.stream()
                            .<Callable<LaneRow>>map(it -> () -> row(it, caller))
                            .toList(),
                    PATIENCE_SECONDS,
                    TimeUnit.SECONDS);
            return IntStream.range(0, shown.size())
                    .mapToObj(i -> answers.get(i).state() == Future.State.SUCCESS
                            ? answers.get(i).resultNow()
                            : LaneRow.unknown(shown.get(i).app(), shown.get(i).environment(), SLOW))
                    .toList();
        } finally {
            threads.shutdownNow(); // to close it would wait for whoever is slow
        }
    }

    private LaneRow row(Auto auto, Caller caller) throws InterruptedException {
        try {
            return automatic
                    .of(auto.app(), new Lane(auto.app().id(), auto.environment()), caller)
                    .map(status -> LaneRow.of(auto.app(), auto.environment(), status))
                    .orElseGet(() -> LaneRow.unknown(auto.app(), auto.environment(), ""));
        } catch (ServiceException e) {
            return LaneRow.unknown(auto.app(), auto.environment(), PageSentences.told(e.sentence()));
        }
    }
}
