package dev.waybill.receivers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Which addresses may be sent to. Everybody who may configure apps can name a receiver, and must not reach through this server what
 * only its network can reach.
 *
 * @param allowsPrivate whether private and loopback addresses are allowed; link-local ones, at which clouds give out credentials,
 *     never are
 */
record TargetRules(BooleanSupplier allowsPrivate) {
    /** Nothing may be sent to an address. */
    static final class Forbidden extends IOException {
        private static final long serialVersionUID = 1;

        Forbidden(String sentence) {
            super(sentence);
        }
    }

    /**
     * The addresses of a host. Blocks.
     *
     * @throws Forbidden if one of them is not allowed
     */
    List<InetAddress> resolve(String host) throws UnknownHostException, Forbidden {
        var all = List.of(InetAddress.getAllByName(host));
        for (var address : all) {
            require(host, address);
        }
        return all;
    }

    private void require(String host, InetAddress address) throws Forbidden {
        var text = address.getHostAddress().replaceFirst("%.*", "");
        switch (AddressKind.of(address)) {
            case PUBLIC -> {}
            case PRIVATE -> {
                if (!allowsPrivate.getAsBoolean()) {
                    throw new Forbidden(
                            "%s is at %s, a private address; whoever runs this server can allow those with allow_private_targets"
                                    .formatted(host, text));
                }
            }
            case NEVER -> throw new Forbidden("%s is at %s, to which nothing is sent".formatted(host, text));
        }
    }
}
