package dev.waybill.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider uses during a deploy. Belongs to one deploy and one thread. Secrets that it knows, those of the app and of
 * {@link #settings}, are masked in everything that it stores, except in what is saved.
 */
public interface ProviderContext {
    DeployInfo deploy();

    /**
     * The settings of the provider, with the values of secrets in the place of their references.
     *
     * @throws IOException with a sentence that names the secret that cannot be read
     */
    Map<String, Object> settings() throws IOException;

    /** The directory in which commands run. Processes of an app with {@code run_as} own it, and the server may not read it. */
    Path workspace();

    /**
     * Runs a command in the workspace and blocks until it has ended; its output goes to the deploy's log. A step that was
     * started before a restart of the server is followed instead, or its result returned if it has ended. Nothing is run twice.
     *
     * @param step a word, unique in this deploy
     */
    Result run(String step, Command command) throws InterruptedException;

    /** Shows that a step without a command begins; the one before it has succeeded. Repeating it changes nothing. */
    void begin(String step);

    /** What was saved last; empty if nothing was. */
    Map<String, String> saved();

    /**
     * Saves what is needed to resume, in the place of what was saved before. It is on disk when this returns. No secrets: it is
     * stored as given.
     */
    void save(Map<String, String> values);

    /**
     * Appends output that did not come from a command to the log, and saves in the same transaction how far it was read. Output
     * that was appended is never appended again if {@link #resume} reads on from there.
     *
     * @param output whole lines, each with its line feed
     */
    void append(String step, String output, Map<String, String> values);

    /** Writes a line of Waybill's own to the log. */
    void say(String line);

    /** Shows how far the deploy is, from 0 to 100. */
    void progress(int percent);

    /**
     * Shows a sentence for people with the deploy, such as {@code Heroku release v42}; once, however often it is noted. It is cut
     * after 1,000 characters.
     */
    void note(String sentence);

    /**
     * Shows a link with the deploy; if that is not possible, a line of the log says so.
     *
     * @param title at most 100 characters
     * @param address an http or https URL
     */
    void link(String title, String address);

    /**
     * Shows how hosts went, by name. A later state replaces an earlier one, except that {@link HostState#PENDING} replaces none. A retry of
     * the failed hosts goes to all that were shown and are not {@link HostState#OK}. Left out are hosts after the first 500, and
     * names that do not fit: longer than 255 characters, with spaces or commas, or with a dash in front.
     */
    void hosts(Map<String, HostState> states);

    /** Whether the deploy is to end: no further step may begin. */
    boolean isCancelled();

    /** The end of the log as it is stored, about 64 KiB: to find what a program says about its hosts, for instance. */
    String endOfLog();

    /** The keys of the SSH hosts that users trust, as the contents of a known_hosts file; empty if there are none. */
    String knownHosts();

    /** Waits. False if the deploy was cancelled before or during that time, which ends the wait. */
    boolean pause(Duration duration) throws InterruptedException;

    /** Does something that blocks, and is interrupted by a cancel; empty if the deploy was cancelled before its end. */
    <T> Optional<T> untilCancelled(Work<T> work) throws IOException, InterruptedException;

    /** Something that blocks, and ends with an exception if its thread is interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }
}
