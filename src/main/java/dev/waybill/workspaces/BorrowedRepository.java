package dev.waybill.workspaces;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repository that borrows all objects of a mirror, as {@code git clone --shared --no-checkout} creates it. That
 * command starts three processes, one of them only to list the refs of the mirror; this class lists them with one. The
 * only difference: if the mirror's HEAD does not name a branch, no branch is guessed. See gitrepository-layout(5).
 */
record BorrowedRepository(Path gitDirectory, Path mirror) {
    /** Names of refs are bytes in an unknown encoding. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private static final String FORMAT = "--format=%(HEAD) %(objectname) %(*objectname) %(refname)";
    /** Short enough for git to run without being tied to the life of the server. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String BRANCHES = "refs/heads/";

    /**
     * A branch or a tag of the mirror.
     *
     * @param isHead whether the mirror's HEAD points to it
     * @param peeled the object that an annotated tag points to; empty for other refs
     */
    private record Ref(boolean isHead, String sha, String peeled, String name) {
        static Ref of(String line) {
            var words = line.substring(2).split(" ", 3);
            return new Ref(line.startsWith("*"), words[0], words[1], words[2]);
        }

        String packed() {
            var here = name.startsWith(BRANCHES) ? "refs/remotes/origin/" + branch() : name;
            return "%s %s\n%s".formatted(sha, here, peeled.isEmpty() ? "" : "^" + peeled + "\n");
        }

        String branch() {
            return name.substring(BRANCHES.length());
        }
    }

    /**
     * Writes the files of the repository.
     *
     * @param origin the app's repository, for the remote {@code origin}
     * @param sha for HEAD, if the mirror's HEAD does not name a branch
     */
    void write(Git git, RepositoryUrl origin, Sha sha) throws IOException, InterruptedException {
        var refs = refs(git);
        var head = refs.stream().filter(Ref::isHead).findFirst().orElse(null);
        Files.createDirectories(gitDirectory.resolve("objects/info"));
        Files.createDirectories(gitDirectory.resolve("objects/pack"));
        Files.createDirectories(gitDirectory.resolve("refs/heads"));
        Files.writeString(
                gitDirectory.resolve("objects/info/alternates"),
                mirror.toAbsolutePath().resolve("objects") + "\n");
        write("packed-refs", packed(refs, head));
        write("config", config(origin, head));
        if (head == null) {
            write("HEAD", sha.hex() + "\n");
        } else {
            Files.createDirectories(gitDirectory.resolve("refs/remotes/origin"));
            write("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/%s\n".formatted(head.branch()));
            write("HEAD", "ref: %s\n".formatted(head.name()));
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(gitDirectory.resolve(file), text, BYTES);
    }

    private List<Ref> refs(Git git) throws IOException, InterruptedException {
        return git.read(
                mirror,
                LONGEST,
                answer -> new String(answer.readAllBytes(), BYTES)
                        .lines()
                        .map(Ref::of)
                        .toList(),
                List.of("for-each-ref", FORMAT, BRANCHES, "refs/tags/"));
    }

    /** The refs are already sorted as the file requires. */
    private static String packed(List<Ref> refs, @Nullable Ref head) {
        var text = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        if (head != null) {
            text.append("%s %s\n".formatted(head.sha(), head.name()));
        }
        refs.forEach(ref -> text.append(ref.packed()));
        return text.toString();
    }

    private String config(RepositoryUrl origin, @Nullable Ref head) throws IOException {
        var lines = new ArrayList<>(List.of("[core]", "\trepositoryformatversion = 0"));
        lines.addAll(fileSystem());
        lines.addAll(List.of("\tbare = false", "\tlogallrefupdates = true", "[remote \"origin\"]"));
        lines.add("\t" + new String(Workspaces.line(origin).getBytes(StandardCharsets.UTF_8), BYTES));
        lines.add("\tfetch = +refs/heads/*:refs/remotes/origin/*");
        if (head != null) {
            var quoted = head.branch().replace("\"", "\\\"");
            lines.add("[branch \"%s\"]".formatted(quoted));
            lines.addAll(List.of("\tremote = origin", "\tmerge = \"%s%s\"".formatted(BRANCHES, quoted)));
        }
        return String.join("\n", lines) + "\n";
    }

    /** What git detected about the file system of the mirror. The checkout is on the same one. */
    private List<String> fileSystem() throws IOException {
        return Files.readAllLines(mirror.resolve("config"), BYTES).stream()
                .filter(line -> line.matches("\\s+(filemode|symlinks|ignorecase|precomposeunicode) = .*"))
                .toList();
    }
}
