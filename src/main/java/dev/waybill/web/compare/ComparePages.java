package dev.waybill.web.compare;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppTree;
import dev.waybill.apps.config.Difference;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.Unavailable;
import dev.waybill.lookups.Comparison;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Tracing;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.PageSentences;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployRows;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares any two deploys, environments or commits of an app. */
public final class ComparePages implements PageGroup {
    private static final int MOST = 250;

    private final Apps apps;
    private final Comparisons comparisons;
    private final Tracing tracing;
    private final DeployRows rows;

    public ComparePages(Apps apps, Comparisons comparisons, Tracing tracing, DeployRows rows) {
        this.apps = apps;
        this.comparisons = comparisons;
        this.tracing = tracing;
        this.rows = rows;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, "/compare", this::show);
    }

    private Page show(Visit visit) throws InterruptedException {
        var choice = Choice.of(visit, readable(visit.caller()));
        if (!choice.isComplete()) {
            return page(choice, null, "");
        }
        try {
            return page(choice, compared(choice, visit.caller()), "");
        } catch (Invalid | Unavailable e) {
            return page(choice, null, told(e));
        }
    }

    private static String told(ServiceException e) {
        return PageSentences.told(e.sentence());
    }

    private static Page page(Choice choice, @Nullable Compared compared, String problem) {
        var title = compared == null ? "Compare" : "%s: %s to %s".formatted(choice.app(), choice.from(), choice.to());
        var heading = new Heading(title, Section.HISTORY, choice.isComplete() ? choice.api() : "");
        return Page.of(heading, "compare/compare.jte", new ComparePage(choice, compared, problem));
    }

    /**
     * What the page shows.
     *
     * @param compared null if nothing was compared
     * @param problem why not, as a sentence; empty if nothing went wrong
     */
    public record ComparePage(Choice choice, @Nullable Compared compared, String problem) {}

    private List<App> readable(Caller caller) {
        return apps.all().stream()
                .filter(app -> caller.may(Right.READ, app.place()))
                .toList();
    }

    private Compared compared(Choice choice, Caller caller) throws InterruptedException {
        var app = apps.app(choice.app());
        caller.require(Right.READ, app.place(), () -> Apps.noSuchApp(choice.app()));
        var comparison = comparisons.between(app, caller, choice.ref(choice.from()), choice.ref(choice.to()), MOST);
        var from = comparison.from();
        return new Compared(
                tracing.of(app, comparison),
                from == null ? null : side(from),
                side(comparison.to()),
                from == null
                        ? List.of()
                        : differences(from.deploy(), comparison.to().deploy()));
    }

    private Side side(Comparison.Side side) {
        var deploy = side.deploy();
        return new Side(side.ref().replaceFirst("^:", ""), side.sha(), deploy == null ? null : rows.of(deploy));
    }

    /** What differs between the configurations that two deploys used. */
    private List<Difference> differences(@Nullable Deploy from, @Nullable Deploy to) {
        if (from == null || to == null || from.appVersion() == to.appVersion()) {
            return List.of();
        }
        return Difference.between(
                AppTree.of(apps.config(from.app(), from.appVersion())),
                AppTree.of(apps.config(to.app(), to.appVersion())));
    }
}
