package dev.waybill.deploys;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** Which reported links are shown. */
final class LinkRules {
    /** Names of links that the server sets. */
    private static final Set<String> OWN = Set.of("self", "log", "page");

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 2000;

    private LinkRules() {}

    static boolean isLink(String name, String address) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && !OWN.contains(name) && isAddress(address);
    }

    private static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return text.length() <= LONGEST_ADDRESS
                    && List.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
