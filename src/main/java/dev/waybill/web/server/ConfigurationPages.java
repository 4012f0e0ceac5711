package dev.waybill.web.server;

import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.apps.AppsFile;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.http.Problems;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.PageSentences;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /settings/configuration}: what the configuration file would change, and reloading it. */
public final class ConfigurationPages implements PageGroup {
    private static final String PATH = "/settings/configuration";

    private static final String NO_FILE = "no_config";

    private final AppsFile file;

    public ConfigurationPages(AppsFile file) {
        this.file = file;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, this::show);
        frame.action(routes, PATH, (visit, _) -> reload(visit));
    }

    /**
     * The page.
     *
     * @param plan what a reload would change; null if it is not known
     * @param mistakes why nothing can be reloaded; empty without a file
     * @param locked why the caller can neither see nor reload it; empty if they can
     */
    public record State(AppsFile.@Nullable Reloaded plan, List<String> mistakes, String locked) {
        public boolean isThere() {
            return plan != null || !mistakes.isEmpty();
        }

        /** How many apps a reload would change. */
        public int count() {
            return plan == null
                    ? 0
                    : plan.applied().created().size()
                            + plan.applied().changed().size()
                            + plan.applied().retired().size();
        }
    }

    private Page show(Visit visit) {
        var locked = ServerPages.lack(visit.caller(), Right.CONFIGURE);
        if (!locked.isEmpty()) {
            return page(new State(null, List.of(), locked));
        }
        try {
            return page(new State(file.rehearse(), List.of(), ""));
        } catch (ServiceException e) {
            return page(new State(null, e.name().equals(NO_FILE) ? List.of() : sentences(e), ""));
        }
    }

    private static Page page(State state) {
        return Page.of(ServerPages.heading("Configuration file", ""), "server/configuration.jte", state);
    }

    private static List<String> sentences(ServiceException failure) {
        return failure instanceof Invalid invalid && !invalid.details().isEmpty()
                ? invalid.details().values().stream().map(PageSentences::told).toList()
                : List.of(PageSentences.told(failure.sentence()));
    }

    private Action.Result reload(Visit visit) {
        visit.caller().require(Right.CONFIGURE, Place.EVERYWHERE);
        try {
            var applied = file.reload().applied();
            return new Action.Done(
                    PATH,
                    "Reloaded: %d apps created, %d changed, %d retired"
                            .formatted(
                                    applied.created().size(),
                                    applied.changed().size(),
                                    applied.retired().size()));
        } catch (ServiceException e) {
            return new Action.Again(Problems.status(e), page(new State(null, sentences(e), "")));
        }
    }
}
