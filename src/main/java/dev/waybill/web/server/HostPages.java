package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.hosts.Hosts;
import dev.waybill.hosts.TrustedHost;
import dev.waybill.spi.Time;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code /settings/hosts}: the SSH hosts of repositories whose keys are trusted. */
public final class HostPages implements PageGroup {
    private static final String PATH = "/settings/hosts";

    private final Hosts hosts;
    private final Time time;

    public HostPages(Hosts hosts, Time time) {
        this.hosts = hosts;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, visit -> list(visit.caller(), "", "", ""));
        frame.action(routes, PATH, this::trust);
        frame.action(routes, PATH + "/{host}/forget", this::forget);
    }

    /**
     * The list, and the form to trust one more.
     *
     * @param url of a repository, as typed
     * @param fingerprint of the key that its host presents; empty until somebody has looked
     * @param error what is wrong with the URL; empty for nothing
     * @param hidden why the caller sees none; empty if they do
     * @param locked why the caller can change none; empty if they can
     */
    public record Listed(
            List<TrustedHost> hosts,
            String url,
            String fingerprint,
            String error,
            Instant now,
            String hidden,
            String locked) {}

    private Page list(Caller caller, String url, String fingerprint, String error) {
        var hidden = ServerPages.lack(caller, Right.READ);
        var listed = new Listed(
                hidden.isEmpty() ? hosts.all() : List.of(),
                url,
                fingerprint,
                error,
                time.now(),
                hidden,
                ServerPages.lack(caller, Right.ADMIN));
        return Page.of(ServerPages.heading("Trusted hosts", "/api/0/hosts/"), "server/hosts.jte", listed);
    }

    /** Shows the key first; with its fingerprint, trusts it. */
    private Action.Result trust(Visit visit, Fields fields) throws IOException, InterruptedException {
        var caller = visit.caller();
        caller.require(Right.ADMIN, Place.EVERYWHERE);
        var text = fields.find("url").orElse("");
        var fingerprint = fields.find("fingerprint");
        var objection = RepositoryUrl.objection(text);
        if (objection.isPresent()) {
            return new Action.Again(ServerPages.WRONG, list(caller, text, "", objection.get()));
        }
        try {
            var url = new RepositoryUrl(text);
            if (fingerprint.isEmpty()) {
                return new Action.Again(200, list(caller, text, hosts.look(url).fingerprint(), ""));
            }
            var trusted = hosts.trust(url, fingerprint.get(), caller.user());
            return new Action.Done(PATH, "%s is trusted".formatted(trusted.host()));
        } catch (Conflict | Invalid e) {
            return new Action.Again(ServerPages.WRONG, list(caller, text, "", e.sentence()));
        }
    }

    private Action.Done forget(Visit visit, Fields fields) {
        visit.caller().require(Right.ADMIN, Place.EVERYWHERE);
        hosts.forget(visit.name("host"), visit.caller().user());
        return new Action.Done(PATH, "%s is no longer trusted".formatted(visit.name("host")));
    }
}
