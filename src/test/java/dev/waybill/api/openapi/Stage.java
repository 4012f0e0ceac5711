package dev.waybill.api.openapi;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.util.Map;

/**
 * What the walk through the API uses.
 *
 * @param examples keeps the answers
 */
record Stage(TestServer server, Client client, TestRepository repository, Examples examples) {
    /** What is asked for waits until it was answered. */
    void drain() throws Exception {
        examples.keep(client.put("/api/0/drain/", Map.of()));
    }

    /** The server has looked at the repository of an environment. */
    void awaitLook(String environment) throws Exception {
        while (client.get(environment).json().at("/watch/dateSeen").isNull()) {
            Pause.briefly();
        }
    }

    void open() throws Exception {
        examples.keep(client.delete("/api/0/drain/"));
    }
}
