package yardstick.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/**
 * Where a request really came from. {@code X-Forwarded-For} is what anybody may write, so it is read from the right and only
 * as far as the addresses are proxies that the setting {@code http.trusted-proxies} names.
 */
public final class ClientAddress {

    private ClientAddress() {}

    public static String of(HttpServletRequest request, Settings settings) {
        return of(
                request.getRemoteAddr(),
                request.getHeader("X-Forwarded-For"),
                settings.text(Setting.HTTP_TRUSTED_PROXIES));
    }

    static String of(String peer, @Nullable String forwarded, String trusted) {
        List<Network> proxies = Arrays.stream(trusted.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(Network::of)
                .toList();
        if (forwarded == null || proxies.stream().noneMatch(proxy -> proxy.holds(peer))) {
            return peer;
        }
        String client = peer;
        for (String hop : Arrays.asList(forwarded.split(",")).reversed()) {
            String address = hop.strip();
            if (literal(address) == null) {
                return client;
            }
            client = address;
            if (proxies.stream().noneMatch(proxy -> proxy.holds(address))) {
                return client;
            }
        }
        return client;
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return address.isEmpty() ? null : InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An address, or {@code address/bits}. */
    private record Network(byte[] address, int bits) {

        static Network of(String text) {
            int slash = text.indexOf('/');
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            return new Network(address, slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1)));
        }

        boolean holds(String text) {
            InetAddress other = literal(text);
            byte[] bytes = other == null ? new byte[0] : other.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
