package dev.waybill.apps.config.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text files that people write. Failures are sentences that name the file. */
public final class TextFile {
    /** More than the YAML library accepts. */
    private static final int LARGEST = 4 * 1024 * 1024;

    private TextFile() {}

    /** @throws IOException with a whole sentence */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("%s is a directory; name a file".formatted(file));
        }
        return decode(file.toString(), bytes(file));
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw new IOException(sentence(file, e), e);
        }
    }

    /** Why a file cannot be read. */
    public static String sentence(Path file, IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "the file %s does not exist".formatted(file);
            case AccessDeniedException _ ->
                "%s cannot be read: the user %s lacks the permission; grant it, or run as another user"
                        .formatted(file, System.getProperty("user.name"));
            case FileSystemException of -> "%s cannot be read: %s".formatted(file, reason(of));
            default -> "%s cannot be read: %s".formatted(file, failure.getMessage());
        };
    }

    private static String reason(FileSystemException failure) {
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }

    /**
     * Decodes UTF-8.
     *
     * @param name of the source, for messages
     * @throws IOException with a whole sentence
     */
    public static String decode(String name, byte[] bytes) throws IOException {
        if (bytes.length > LARGEST) {
            throw new IOException("%s is larger than %s; shorten it".formatted(name, Sizes.text(LARGEST)));
        }
        if (startsAsUtf16(bytes)) {
            throw new IOException("%s is UTF-16; save it as UTF-8".formatted(name));
        }
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var end = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (end.isError()) {
            var line = 1 + out.flip().chars().filter(it -> it == '\n').count();
            throw new IOException("%s, line %d: is not UTF-8 (byte 0x%02X); save the file as UTF-8"
                    .formatted(name, line, bytes[in.position()]));
        }
        return out.flip().toString();
    }

    private static boolean startsAsUtf16(byte[] bytes) {
        return bytes.length > 1
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
    }
}
