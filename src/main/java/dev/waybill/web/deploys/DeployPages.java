package dev.waybill.web.deploys;

import dev.waybill.logs.Logs;
import dev.waybill.registrations.Registration;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import io.javalin.config.RoutesConfig;

/** The page of a deploy. */
public final class DeployPages implements PageGroup {
    private final Tops tops;
    private final Logs logs;

    public DeployPages(Tops tops, Logs logs) {
        this.tops = tops;
        this.logs = logs;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, DeployPaths.PATTERN, this::show);
    }

    private Page show(Visit visit) {
        var top = tops.of(visit, Tab.LOG);
        var deploy = top.deploy();
        var rows = tops.rows();
        var page = new DeployPage(
                top,
                StepRow.all(deploy.report().steps(), rows.usualSteps(deploy)),
                rows.registration(deploy).map(Registration::sentence).orElse(null),
                rows.artifacts(deploy),
                rows.links(deploy),
                LogText.of(logs, deploy));
        return Page.of(top.heading("/"), "deploy/deploy.jte", page);
    }
}
