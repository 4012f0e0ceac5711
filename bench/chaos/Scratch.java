import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A directory with all files of this chaos: the repository, and, outside of all that servers know, what commands read and leave behind. */
record Scratch(Path path) {
    /** In the repository. What it writes to files says what happened, whatever the server thinks. */
    private static final String SCRIPT = """
            key=$WAYBILL_PARAM_KEY
            read -r committed < committed
            cd "$CHAOS" || exit 99
            echo "$WAYBILL_APP $WAYBILL_NUMBER $committed" >> "ran/$key"
            echo "$WAYBILL_NUMBER" >> "began/$WAYBILL_APP"
            exec 9>> "lanes/$WAYBILL_APP"
            flock -n 9 || echo "$key" >> overlaps
            while read -r offset length pause; do
                dd if="output/$key" iflag=skip_bytes,count_bytes skip="$offset" count="$length" bs=64k status=none
                [ "$pause" = 0.000 ] || sleep "$pause"
            done < "pieces/$key"
            echo "$key" >> ended
            case $WAYBILL_PARAM_ENDING in
                LEAVES) sleep 3600 9>&- & ;;
                FAILS) exit 3 ;;
                IS_KILLED) kill -KILL $$ ;;
            esac
            """;

    static final String COMMAND = "exec sh ./deploy.sh";

    /** The command, and a step before and after it. */
    static final List<Map<String, String>> STEPS = List.of(
            Map.of("first", step("first")), Map.of("main", COMMAND), Map.of("last", step("last")));

    /** A branch that names the newest commit. */
    static final String PUSHED = "pushed";

    /**
     * A branch for each deploy, so that its commit is known even if the server looks for it later; each goes on from the one before,
     * so that a lane that is passed by a later deploy is superseded.
     */
    private static final String COMMIT = """
            git checkout -q -b %1$s && echo %1$s > committed && git add . && git -c user.name=Ann -c user.email=ann@example.com commit -q -m %1$s \\
                && git branch -q -f PUSHED
            """.replace("PUSHED", PUSHED);

    private static String step(String name) {
        return "echo %s >> $CHAOS/steps/$WAYBILL_PARAM_KEY".formatted(name);
    }

    static Scratch make() throws Exception {
        var scratch = new Scratch(Files.createTempDirectory("waybill-chaos."));
        for (var name : List.of("repository", "ran", "began", "steps", "lanes", "output", "pieces")) {
            Files.createDirectories(scratch.file(name));
        }
        for (var name : List.of("ended", "overlaps")) {
            Files.createFile(scratch.file(name));
        }
        Files.writeString(scratch.repository().resolve("deploy.sh"), SCRIPT);
        scratch.git("git init -q -b main .");
        return scratch;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path repository() {
        return file("repository");
    }

    /** Makes the commit, and what its command will write. */
    void prepare(Plan plan) throws Exception {
        Files.write(file("output/" + plan.key()), plan.output());
        Files.writeString(file("pieces/" + plan.key()), plan.pieces());
        git(COMMIT.formatted(plan.key()));
    }

    private void git(String script) throws Exception {
        var git = new ProcessBuilder("sh", "-c", script).directory(repository().toFile()).inheritIO().start();
        if (git.waitFor() != 0) {
            throw new IOException("this failed: " + script);
        }
    }

    /** The newest commit. */
    String pushed() throws IOException {
        return Files.readString(repository().resolve(".git/refs/heads/" + PUSHED)).strip();
    }

    /** The keys of the commits that were deployed because they were pushed, as their commands began. */
    List<String> deployedPushes() {
        return lines("pushed");
    }

    /** A line for each time that the command of a deploy began. */
    List<String> runs(Plan plan) {
        return lines("ran/" + plan.key());
    }

    /** The steps around the command of a deploy, as they ran. */
    List<String> steps(Plan plan) {
        return lines("steps/" + plan.key());
    }

    /** The keys of those whose commands have begun. */
    List<String> begun() {
        return List.of(file("ran").toFile().list());
    }

    /** The numbers of an app's deploys, as their commands began. */
    List<Integer> began(String app) {
        return lines("began/" + app).stream().map(Integer::valueOf).toList();
    }

    /** The keys of those whose commands have done all but end. */
    List<String> ended() {
        return lines("ended");
    }

    /** The keys of those that found the lane taken. */
    List<String> overlaps() {
        return lines("overlaps");
    }

    private List<String> lines(String name) {
        try {
            return Files.exists(file(name)) ? Files.readAllLines(file(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try (var files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("files were left behind in " + path + ": " + e);
        }
    }
}
