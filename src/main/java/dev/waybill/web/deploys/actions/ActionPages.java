package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Refused;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.Unavailable;
import dev.waybill.http.Problems;
import dev.waybill.store.Db;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.PageSentences;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** The pages that ask before something is done with a deploy, and the forms that do it. */
public final class ActionPages implements PageGroup {
    private static final String CHANGED =
            "Something has changed since you looked, so nothing was done. This is how it is now.";

    private final Db db;
    private final DeployStore deploys;
    private final List<Deed> deeds;

    public ActionPages(Db db, DeployStore deploys, Hands hands) {
        this.db = db;
        this.deploys = deploys;
        this.deeds = List.of(
                new CancelDeed(hands.cancellations()),
                new KillDeed(hands.cancellations()),
                new RetryDeed(hands.requests()),
                new RollbackDeed(hands.requests(), hands.previews()),
                new PromoteDeed(db, hands.apps(), hands.requests()),
                new JudgeDeed(hands.verdicts()));
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        deeds.forEach(deed -> {
            var path = DeployPaths.PATTERN + "/" + deed.name();
            frame.page(routes, path, visit -> page(DialogPage.of(deed.ask(asked(deed, visit)))));
            frame.action(routes, path, (visit, fields) -> carryOut(deed, visit, fields));
        });
    }

    private Asked asked(Deed deed, Visit visit) {
        var deploy = DeployPaths.find(deploys, visit.names(), visit.caller());
        visit.caller().require(deed.right(), deploy.place());
        return new Asked(Situation.of(db, deploy), visit);
    }

    private Action.Result carryOut(Deed deed, Visit visit, Fields fields) throws InterruptedException {
        var asked = asked(deed, visit);
        var dialog = deed.ask(asked);
        var isAsSeen = dialog.seen().entrySet().stream()
                .allMatch(it -> fields.find("seen-" + it.getKey())
                        .filter(it.getValue()::equals)
                        .isPresent());
        if (!isAsSeen || !dialog.why().isEmpty()) {
            return new Action.Again(409, page(DialogPage.again(dialog, fields, isAsSeen ? "" : CHANGED)));
        }
        try {
            return deed.carryOut(asked, new Deed.Answer(fields, fields.require("key")));
        } catch (Conflict | Refused | Invalid | Unavailable e) {
            return again(deed, visit, fields, e);
        }
    }

    private Action.Again again(Deed deed, Visit visit, Fields fields, ServiceException failure)
            throws InterruptedException {
        var dialog = deed.ask(asked(deed, visit));
        var problem = PageSentences.told(failure.sentence());
        return new Action.Again(Problems.status(failure), page(DialogPage.again(dialog, fields, problem)));
    }

    private static Page page(DialogPage page) {
        var dialog = page.dialog();
        return Page.of(new Heading(dialog.verb().title(), Section.NONE, ""), "deploy/dialog.jte", page);
    }
}
