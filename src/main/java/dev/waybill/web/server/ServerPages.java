package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** The settings of the server: a page for each subject, with the list of all at the side. */
public final class ServerPages implements PageGroup {
    /** Refuses a form whose fields are wrong. */
    static final int WRONG = 422;

    private final List<PageGroup> groups;

    public ServerPages(List<PageGroup> groups) {
        this.groups = groups;
    }

    /** An entry of the list at the side. */
    public record Entry(String path, String title, String about) {}

    /** In their order. */
    public static final List<Entry> ENTRIES = List.of(
            new Entry("/settings/tokens", "Tokens", "Who may do what, from where and until when"),
            new Entry("/settings/notifiers", "Notifiers", "Who hears about deploys; send a test"),
            new Entry(
                    "/settings/deliveries",
                    "Deliveries",
                    "What was sent to other systems, attempt by attempt; send it again"),
            new Entry("/settings/hosts", "Trusted hosts", "The SSH keys of the hosts of repositories"),
            new Entry("/settings/nodes", "Nodes", "The servers that share this database; drain one"),
            new Entry("/settings/workspaces", "Workspaces", "Directories that stay after their deploys"),
            new Entry("/settings/configuration", "Configuration file", "What a reload would change; reload it"),
            new Entry("/health", "Health", "Database, disk, heartbeats, repositories, backlog"));

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(
                routes,
                "/settings",
                _ -> Page.of(new Heading("Settings", Section.SETTINGS, ""), "server/index.jte", ENTRIES));
        groups.forEach(group -> group.pages(routes, frame));
    }

    static Heading heading(String title, String api) {
        return new Heading(title, Section.SETTINGS, api);
    }

    /** Why a caller lacks a permission for the server as a whole; empty if they have it. */
    static String lack(Caller caller, Right right) {
        return caller.may(right, Place.EVERYWHERE) ? "" : caller.lack(right, Place.EVERYWHERE);
    }
}
