package dev.waybill.cli.run;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Patience;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The deploy at the server, as its driver sees it. For one thread, except {@link #cancel}. */
final class Remote {
    /** Short, because the server counts silence. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);

    private static final int KEY_BYTES = 24;
    private static final int LONGEST_HOST = 255;

    private final Api patient;
    private final Api once;
    private final Api hurried;
    private final String path;
    private final String key;

    /**
     * @param patient keeps retrying
     * @param hurried retries for a few seconds
     */
    Remote(Api patient, Api hurried, JsonNode deploy) throws CallFailed {
        this.patient = patient;
        this.hurried = hurried;
        this.once = patient.once(TO_ANSWER);
        this.path = DeployName.of(deploy.path("id").asString("")).path();
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The deploy once it has changed, or after a second. */
    JsonNode awaitChange() throws CallFailed, InterruptedException {
        return patient.get(path + "?wait=1");
    }

    /** Begins: only after that may the command run. */
    JsonNode begin() throws CallFailed, InterruptedException {
        var process = ProcessHandle.current().pid();
        return patient.put(path + "driver/", Map.of("key", key, "host", host(), "process", process));
    }

    /** Sends output, once. */
    JsonNode send(long offset, byte[] bytes, boolean isLast) throws CallFailed {
        var query = "output/?offset=%d%s".formatted(offset, isLast ? "&last=true" : "");
        var headers = Map.of("Waybill-Driver", key, "Content-Type", "application/octet-stream");
        return once.postBytes(path + query, headers, bytes);
    }

    /** Reports the end, once; answers the deploy. */
    JsonNode exit(int code, long end, boolean stopped) throws CallFailed, InterruptedException {
        return once.put(path + "exit/", Map.of("key", key, "code", code, "end", end, "stopped", stopped));
    }

    void cancel() throws CallFailed, InterruptedException {
        hurried.with(Patience.SHORT, _ -> {}).put(path, Map.of("status", "cancelled"));
    }

    private static String host() {
        try {
            var name = InetAddress.getLocalHost().getHostName().replaceAll("[^\\x21-\\x7e]", "");
            return name.isEmpty() ? "unknown" : name.substring(0, Math.min(LONGEST_HOST, name.length()));
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
