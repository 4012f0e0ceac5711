package dev.waybill.workspaces;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The regular files of a workspace, listed and read as the user of its commands: links are not followed, and pipes and
 * devices are not opened, whatever processes of that user change meanwhile. Names are relative to the workspace, with
 * slashes. Blocks.
 */
public final class WorkspaceFiles {
    private static final String LIST = """
            cd -- "$1" || exit 2
            find . -ignore_readdir_race -path ./.git -prune -o -type f -printf '%s %P\\0'
            [ $? -le 1 ] # 1: a directory cannot be read
            """;

    /** That a file is gone or has changed is seen in the archive, and that it is not complete. */
    private static final String READ = """
            cd -- "$1" || exit 2
            tar -cf - --format=gnu --no-recursion --hard-dereference --null -T -
            [ $? -ne 127 ] # no such program
            """;

    private final Path workspace;
    private final Account account;

    private WorkspaceFiles(Path workspace, Account account) {
        this.workspace = workspace;
        this.account = account;
    }

    /** @param user whose they are; null for the server's own user */
    public static WorkspaceFiles of(Path workspace, @Nullable String user) throws IOException, InterruptedException {
        var account = user == null ? new Account(System.getProperty("user.name"), List.of()) : Account.named(user);
        return new WorkspaceFiles(workspace, account);
    }

    /** A file as it was found. */
    public record Found(String name, long bytes) {}

    /**
     * Files as they were found.
     *
     * @param more how many others there are; which ones is not known
     */
    public record Listing(List<Found> files, long more) {
        public Listing {
            files = List.copyOf(files);
        }
    }

    /** All files that are wanted, except those of git itself, and those whose names are not UTF-8; at most so many. */
    public Listing list(Predicate<String> isWanted, int most) throws IOException, InterruptedException {
        return account.read(out -> found(out, isWanted, most), "sh", "-c", LIST, "sh", workspace.toString());
    }

    private static Listing found(InputStream out, Predicate<String> isWanted, int most) throws IOException {
        var found = new ArrayList<Found>();
        var more = 0L;
        var buffered = new BufferedInputStream(out);
        for (var line = line(buffered); line.length > 0; line = line(buffered)) {
            var one = text(line).map(WorkspaceFiles::one).filter(it -> isWanted.test(it.name()));
            if (one.isPresent() && found.size() < most) {
                found.add(one.get());
            } else if (one.isPresent()) {
                more++;
            }
        }
        return new Listing(found, more);
    }

    private static Found one(String line) {
        var space = line.indexOf(' ');
        return new Found(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next > 0; next = in.read()) {
            line.write(next);
        }
        return line.toByteArray();
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Gets the content of a file, of which it must not keep more than the bytes that were found. */
    @FunctionalInterface
    public interface Reader {
        void read(String name, long bytes, InputStream content) throws IOException;
    }

    /** Reads files in this order. Those that are gone, or are no regular files any more, are left out. */
    public void read(List<String> names, Reader reader) throws IOException, InterruptedException {
        var input = names.stream().map(name -> "./" + name + "\0").collect(Collectors.joining());
        account.read(
                input.getBytes(StandardCharsets.UTF_8),
                archive -> {
                    new TarStream(archive)
                            .read((name, bytes, content) -> reader.read(name.substring(2), bytes, content));
                    return names;
                },
                "sh",
                "-c",
                READ,
                "sh",
                workspace.toString());
    }
}
