package dev.waybill.web.apps;

import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.regex.Pattern;

/** Puts stars on apps, and takes them off again: each user sees the apps with their stars first. */
public final class StarActions implements PageGroup {
    /** The pages that have the button. */
    private static final Pattern BACK = Pattern.compile("/(\\?[!-~]*|apps/[A-Za-z0-9._-]+)?");

    private final Reads reads;

    public StarActions(Reads reads) {
        this.reads = reads;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.action(routes, "/stars", this::set);
    }

    private Action.Result set(Visit visit, Fields fields) {
        var unstarred = fields.find("unstar");
        var app = reads.app(unstarred.orElseGet(() -> fields.require("star")), visit.caller());
        reads.stars().set(visit.caller().user().id(), app.id(), unstarred.isEmpty());
        var back = fields.find("back").filter(it -> BACK.matcher(it).matches());
        return new Action.Done(back.orElse("/"), "");
    }
}
