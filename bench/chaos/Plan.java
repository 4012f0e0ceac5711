import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What one deploy does, settled by seed and number before it is asked for.
 *
 * @param isShort whether its command takes 0.3 s at most
 * @param pieces lines of {@code OFFSET LENGTH PAUSE}: how the command writes its output
 * @param cancelAfter milliseconds after its request was answered; negative for never
 */
record Plan(long seed, int number, String app, boolean isShort, String pieces, Ending ending, int cancelAfter) {
    /** One that may write megabytes, and takes some seconds at most. */
    static Plan any(long seed, int number, String app) {
        var random = random(seed, number);
        var pieces = pieces(random, output(seed, number, false).length);
        return new Plan(seed, number, app, false, pieces, ending(random), random.nextInt(4) == 0 ? random.nextInt(2000) : -1);
    }

    /** One whose command is over before the next of its lane is well recorded. */
    static Plan quick(long seed, int number, String app) {
        var random = random(seed, number);
        var pieces = String.format(Locale.ROOT, "0 %d %.3f\n", output(seed, number, true).length, random.nextInt(301) / 1000.0);
        return new Plan(seed, number, app, true, pieces, ending(random), random.nextInt(10) == 0 ? random.nextInt(500) : -1);
    }

    private static Random random(long seed, int number) {
        return new Random(seed * 1_000_003 + number);
    }

    private static Ending ending(Random random) {
        return Ending.values()[Math.max(0, random.nextInt(7) - 3)];
    }

    /** Names it here and, as its reason, in the server. */
    String key() {
        return "k%05d".formatted(number);
    }

    /** All that the command writes; made anew each time, since there may be much of it. */
    byte[] output() {
        return output(seed, number, isShort);
    }

    private static byte[] output(long seed, int number, boolean isShort) {
        var random = new Random(seed * 7_000_003 + number);
        var bytes = new ByteArrayOutputStream();
        for (var parts = isShort ? 0 : 2 + random.nextInt(6); parts > 0; parts--) {
            bytes.writeBytes(switch (random.nextInt(5)) {
                case 0 -> noise(random, random.nextInt(3000));
                case 1 -> new byte[1 + random.nextInt(300)];
                case 2 -> text("x".repeat(random.nextInt(100_000)) + "\n");
                case 3 -> random.nextBoolean() ? noise(random, 1 << 20) : text("\r\n\r");
                default -> lines(number, 1 + random.nextInt(200));
            });
        }
        bytes.writeBytes(text(random.nextBoolean() ? "the last line\n" : "no newline at the end: \u20ac"));
        return bytes.toByteArray();
    }

    private static byte[] noise(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] lines(int number, int count) {
        var lines = new StringBuilder();
        for (var line = 1; line <= count; line++) {
            lines.append("deploy %d line %d \u00e9\u20ac\uD83D\uDE80%n".formatted(number, line));
        }
        return text(lines.toString());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Cut anywhere, also within a character. */
    private static String pieces(Random random, int length) {
        var cuts = Stream.concat(Stream.of(0, length), random.ints(random.nextInt(25), 0, length).boxed()).sorted().toList();
        var pieces = new StringBuilder();
        for (var i = 1; i < cuts.size(); i++) {
            var pause = random.nextBoolean() ? random.nextInt(500) / 1000.0 : 0;
            pieces.append(String.format(Locale.ROOT, "%d %d %.3f\n", cuts.get(i - 1), cuts.get(i) - cuts.get(i - 1), pause));
        }
        return pieces.toString();
    }
}
