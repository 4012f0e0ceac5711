package dev.waybill.web.apps;

/**
 * What can be done with an environment next.
 *
 * @param label what a button says
 * @param path where it leads
 * @param objection why the reader cannot do it, as a sentence; empty if they can
 */
public record Offer(String label, String path, String objection) {
    /** Such as {@code 1 commit} and {@code 7 commits}. */
    public static String count(int number, String noun) {
        return number == 1 ? "1\u00a0" + noun : "%,d\u00a0%ss".formatted(number, noun);
    }
}
