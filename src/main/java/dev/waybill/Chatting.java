package dev.waybill;

import dev.waybill.apps.config.SlackSettings;
import dev.waybill.insights.Meters;
import dev.waybill.network.Clients;
import dev.waybill.receivers.Receivers;
import dev.waybill.repositories.SecretValues;
import dev.waybill.slack.Credentials;
import dev.waybill.slack.SlackApp;
import dev.waybill.slack.SlackApp.Line;
import dev.waybill.slack.socket.Dialer;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Answers people in Slack, on a thread of its own until it is closed. */
final class Chatting implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    private final Clients clients;
    private final SlackApp app;
    private final Thread thread;

    private Chatting(Clients clients, SlackApp app) {
        this.clients = clients;
        this.app = app;
        this.thread = Thread.ofVirtual().name("slack").start(() -> run(app));
    }

    /** What it needs from the start of a server. */
    record Means(SlackSettings settings, SecretValues secrets, Receivers receivers, Map<String, String> variables) {}

    static Chatting start(Means means, Foundation foundation, Doors doors, Meters meters) {
        var time = foundation.time();
        var clients = new Clients(means.variables(), TO_CONNECT);
        var line = new Line(means.settings(), credentials(means), means.receivers(), new Dialer(clients, time));
        var app = new SlackApp(line, doors.chat(), foundation.access(), foundation.db(), doors.url(), time);
        meters.slack(app::isConnected);
        return new Chatting(clients, app);
    }

    private static Credentials credentials(Means means) {
        return new Credentials() {
            @Override
            public Secret app() throws IOException {
                return means.secrets().read("slack.app_token", means.settings().appToken());
            }

            @Override
            public Secret bot() throws IOException {
                return means.secrets().read("slack.token", means.settings().token());
            }
        };
    }

    private static void run(SlackApp app) {
        try {
            app.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        app.close();
        clients.close();
    }
}
