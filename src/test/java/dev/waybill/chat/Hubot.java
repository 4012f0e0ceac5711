package dev.waybill.chat;

import dev.waybill.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real Hubot in a process of its own, with our script, whose chat is its standard input and output. */
final class Hubot implements AutoCloseable {
    private static final Path CHAT = Path.of("src/test/resources/hubot/chat.mjs");

    /** Sooner than JUnit does, which would not show what was said. */
    private static final Duration HANGS_AFTER = Duration.ofSeconds(150);

    private final Process process;
    private final StringBuffer output = new StringBuffer();

    private Hubot(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Starts one, which remembers what an earlier one in that directory did.
     *
     * @param environment what our script finds there
     */
    static Hubot start(Path directory, Map<String, String> environment) throws Exception {
        var program = HubotInstallation.program();
        Files.createDirectories(directory.resolve("scripts"));
        Files.copy(CHAT, directory.resolve("scripts/chat.mjs"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(directory.resolve("external-scripts.json"), "[\"hubot-waybill\"]");
        Files.writeString(directory.resolve(".hubot_history"), "");
        var builder = new ProcessBuilder("node", program.toString(), "--name", "hubot")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(HUBOT|WAYBILL|NODE|EXPRESS)_.*"));
        builder.environment().putAll(Map.of("HUBOT_HTTPD", "false", "HUBOT_SHELL_USER_NAME", "ida"));
        builder.environment().putAll(environment);
        return new Hubot(builder.start());
    }

    private void read() {
        var bytes = new byte[8 * 1024];
        try (var in = process.getInputStream()) {
            for (var count = 0; count >= 0; count = in.read(bytes)) {
                output.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            return; // it was ended
        }
    }

    /** All that it has said so far, in plain text. */
    String said() {
        var text = new String(output.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
    }

    /** Waits until it has said something. */
    void await(String text) throws InterruptedException {
        awaitFrom(0, text);
    }

    private void awaitFrom(int start, String text) throws InterruptedException {
        var end = System.nanoTime() + HANGS_AFTER.toNanos();
        while (!said().substring(start).contains(text)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new AssertionError("it has not said \"%s\": %s".formatted(text, said()));
            }
            Pause.briefly();
        }
    }

    /** Says something to it, and waits for an answer with a text. */
    void ask(String sentence, String expected) throws IOException, InterruptedException {
        var before = said().length();
        type(sentence);
        awaitFrom(before, expected);
    }

    private void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends it as people do. */
    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            type("exit");
        }
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
