package dev.waybill.providers.ssh;

import dev.waybill.spi.HostState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What Ansible's output says about hosts: its final summary, and after a failure the list of all hosts that the script adds.
 *
 * @param isThere whether there is a summary
 * @param ended how each host of the summary went
 * @param listed the hosts of all plays; empty if not all are known
 * @param isComplete whether Ansible went on to the end with the hosts that did not fail
 */
record Recap(boolean isThere, Map<String, HostState> ended, List<String> listed, boolean isComplete) {
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern HOST =
            Pattern.compile("(\\S+)\\s*: ok=\\d+\\s+changed=\\d+\\s+unreachable=(\\d+)\\s+failed=(\\d+)\\b.*");
    private static final Pattern SURVIVOR = Pattern.compile("(?m)^(?:ok|changed|skipping): \\[([^] ]+)");
    private static final Pattern PLAY = Pattern.compile("(?m)^  play #\\d+ ");
    private static final Pattern LISTED = Pattern.compile("(?m)^ {6}(\\S+)$");
    private static final Pattern LIST = Pattern.compile("(?m)^ {4}hosts \\((\\d+)\\):((?:\\n {6}\\S+$)*)");

    static Recap of(String output) {
        var plain = COLOR.matcher(output).replaceAll("").replace("\r", "");
        var start = plain.lastIndexOf("PLAY RECAP");
        if (start < 0) {
            return new Recap(false, Map.of(), List.of(), false);
        }
        var summary = plain.substring(start);
        var ended = new LinkedHashMap<String, HostState>();
        summary.lines()
                .map(line -> HOST.matcher(line.strip()))
                .filter(host -> host.matches())
                .forEach(host -> ended.put(host.group(1), state(host.group(2), host.group(3))));
        var listed = listed(summary);
        return new Recap(
                true,
                ended,
                listed.containsAll(ended.keySet()) ? listed : List.of(),
                isComplete(plain.substring(0, start), summary, ended));
    }

    /** Empty unless all hosts of all plays are known: a playbook can add some while it runs, which are not in the list of a play. */
    private static List<String> listed(String summary) {
        var isWhole = LIST.matcher(summary)
                .results()
                .allMatch(play -> !play.group(1).equals("0")
                        && play.group(2).lines().filter(line -> !line.isEmpty()).count()
                                == Long.parseLong(play.group(1)));
        return !isWhole
                ? List.of()
                : LISTED.matcher(summary)
                        .results()
                        .map(host -> host.group(1))
                        .distinct()
                        .toList();
    }

    private static HostState state(String unreachable, String failed) {
        return !failed.equals("0") ? HostState.FAILED : unreachable.equals("0") ? HostState.OK : HostState.UNREACHABLE;
    }

    /**
     * Ansible stops before the end if all hosts of a batch fail. Of a single play, all other hosts have then either been finished
     * or not been begun.
     */
    private static boolean isComplete(String story, String summary, Map<String, HostState> ended) {
        var lastBatch = story.substring(Math.max(0, story.lastIndexOf("\nPLAY [")));
        return !lastBatch.contains("NO MORE HOSTS LEFT")
                && (PLAY.matcher(summary).results().count() == 1
                        || SURVIVOR.matcher(lastBatch)
                                .results()
                                .anyMatch(host -> ended.get(host.group(1)) == HostState.OK));
    }

    private boolean hasSucceeded() {
        return ended.values().stream().allMatch(state -> state == HostState.OK);
    }

    /** The states of all hosts; empty if not all hosts are known. */
    Map<String, HostState> states() {
        if (hasSucceeded()) {
            return ended;
        }
        var states = new TreeMap<String, HostState>(); // Ansible lists them in any order
        if (!listed.isEmpty()) {
            listed.forEach(name -> states.put(name, HostState.PENDING));
            ended.forEach((name, state) ->
                    states.put(name, state == HostState.OK && !isComplete ? HostState.PENDING : state));
        }
        return states;
    }
}
