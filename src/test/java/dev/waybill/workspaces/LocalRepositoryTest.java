package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository outside of the data directory once lent git the objects of a mirror inside, by one of git's detours. */
class LocalRepositoryTest {
    @TempDir
    Path directory;

    private Path data;
    private Path mirror;
    private Path repository;

    @BeforeEach
    void make() throws IOException {
        data = directory.resolve("data");
        mirror = make(data.resolve("mirrors/secret.git"));
        repository = make(directory.resolve("repository"));
    }

    private static Path make(Path path) throws IOException {
        Files.createDirectories(path.resolve("objects/info"));
        Files.createDirectories(path.resolve("objects/pack"));
        Files.createDirectories(path.resolve("refs/heads"));
        Files.writeString(path.resolve("HEAD"), "ref: refs/heads/main\n");
        return path;
    }

    private void lendsThrough(String detour) throws IOException {
        var objects = mirror.resolve("objects");
        switch (detour) {
            case "git file" -> Files.writeString(repository.resolve(".git"), "gitdir: " + mirror + "\n");
            case "common directory" -> Files.writeString(repository.resolve("commondir"), mirror + "\n");
            case "common directory without objects here" ->
                Files.writeString(
                        Files.createDirectories(repository.resolve(".git")).resolve("commondir"), mirror + "\n");
            case "git file in the git directory" -> {
                repository = make(repository.resolve(".git")); // what a submodule's URL becomes
                Files.writeString(repository.resolve(".git"), "gitdir: " + mirror + "\n");
            }
            case "directory beside one that is not valid" -> {
                Files.writeString(repository.resolve("commondir"), "/nowhere");
                Files.createSymbolicLink(repository.resolveSibling("repository.git"), mirror);
            }
            case "linked objects" ->
                Files.createSymbolicLink(
                        repository.resolve("objects/ab"), Files.createDirectory(objects.resolve("ab")));
            case "linked pack" ->
                Files.createSymbolicLink(
                        repository.resolve("objects/pack/a.pack"), Files.createFile(objects.resolve("pack/a.pack")));
            case "linked refs" ->
                Files.createSymbolicLink(
                        repository.resolve("packed-refs"), Files.createFile(mirror.resolve("packed-refs")));
            default -> lendsByAlternates(detour);
        }
    }

    private void lendsByAlternates(String detour) throws IOException {
        var objects = mirror.resolve("objects");
        var alternates = repository.resolve("objects/info/alternates");
        var elsewhere = directory.resolve("elsewhere");
        switch (detour) {
            case "alternate" -> Files.writeString(alternates, "# of another app\n\n" + objects + "\n");
            case "quoted alternate" -> Files.writeString(alternates, "\"/nowhere\" " + objects + "\n");
            case "escaped alternate" ->
                Files.writeString(alternates, "\"" + objects.toString().replace("data", "d\\141ta") + "\"\n");
            case "alternate before NUL" -> Files.writeString(alternates, objects + "\0\n");
            case "alternate behind much else" -> Files.writeString(alternates, "#\n".repeat(40_000) + objects);
            case "link to a list of alternates" ->
                Files.createSymbolicLink(alternates, Files.writeString(elsewhere, objects + "\n"));
            case "alternate by a name that is not UTF-8" ->
                Files.write(alternates, (elsewhere + "\u00ff\n").getBytes(StandardCharsets.ISO_8859_1));
            case "alternate with a linked pack directory" -> {
                Files.createSymbolicLink(Files.createDirectories(elsewhere).resolve("pack"), objects.resolve("pack"));
                Files.writeString(alternates, elsewhere + "\n");
            }
            case "alternate of an alternate" -> {
                var between = make(elsewhere).resolve("objects");
                Files.writeString(between.resolve("info/alternates"), "../../data/mirrors/secret.git/objects\n");
                Files.writeString(alternates, between + "\n");
            }
            case "circle" -> Files.writeString(alternates, repository.resolve("objects") + "\n");
            default -> throw new IllegalArgumentException(detour);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git file",
                "common directory",
                "common directory without objects here",
                "git file in the git directory",
                "directory beside one that is not valid",
                "alternate",
                "quoted alternate",
                "escaped alternate",
                "alternate before NUL",
                "alternate behind much else",
                "link to a list of alternates",
                "alternate by a name that is not UTF-8",
                "alternate with a linked pack directory",
                "alternate of an alternate",
                "circle",
                "linked objects",
                "linked pack",
                "linked refs",
            })
    void repository_thatLendsFromTheDataDirectory_isRefused(String detour) throws Exception {
        lendsThrough(detour);

        assertThat(new LocalRepository(data).objection(repository.toString())).isPresent();
    }

    @Test
    void otherRepositories_andWhatIsNone_areNot() throws Exception {
        var other = make(directory.resolve("other"));
        Files.writeString(repository.resolve("objects/info/alternates"), other.resolve("objects") + "\n/nowhere\n");
        Files.createSymbolicLink(repository.resolve("objects/ab"), Files.createDirectory(directory.resolve("ab")));
        Files.createSymbolicLink(repository.resolve("dangling"), directory.resolve("nowhere"));
        var bundle = Files.writeString(directory.resolve("bundle"), "# v2 git bundle\n");

        for (var path : new Path[] {repository, bundle, directory.resolve("nowhere"), directory}) {
            assertThat(new LocalRepository(data).objection(path.toString()))
                    .as("%s", path)
                    .isEmpty();
        }
    }
}
