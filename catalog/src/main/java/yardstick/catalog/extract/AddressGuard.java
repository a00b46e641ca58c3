package yardstick.catalog.extract;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether an address on the web may be fetched: http or https on the usual ports, no user information, and
 * every address of the host public. Everything inside (RFC 6890: loopback, private, link-local, carrier, benchmark,
 * documentation, multicast, and IPv4 inside IPv6) is refused.
 */
final class AddressGuard {

    private static final List<Integer> PORTS = List.of(-1, 80, 443, 8080, 8443);
    private static final List<String> INNER = List.of(
            "localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion", "test", "invalid");

    private AddressGuard() {}

    /** Why an address is not fetched; the message is for people. */
    static final class Refused extends IllegalArgumentException {
        Refused(String message) {
            super(message);
        }
    }

    static URI check(String address) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException e) {
            throw new Refused("not an address: " + e.getReason() + ".");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Refused("only http and https addresses are fetched.");
        }
        String host = uri.getHost();
        if (host == null
                || uri.getRawUserInfo() != null
                || uri.getRawAuthority().contains("@")) {
            throw new Refused("the address has no plain host name.");
        }
        if (!PORTS.contains(uri.getPort())) {
            throw new Refused("port " + uri.getPort() + " is not fetched from.");
        }
        name(host.toLowerCase(Locale.ROOT).replaceFirst("[.]$", ""));
        return uri;
    }

    private static void name(String host) {
        boolean literal6 = host.startsWith("[");
        String last = host.substring(host.lastIndexOf('.') + 1);
        if (!literal6 && (INNER.contains(last) || !host.contains("."))) {
            throw new Refused("the host " + host + " is inside a network.");
        }
        boolean numeric = last.matches("\\d+|0x[0-9a-f]*");
        if (!literal6 && numeric && !host.matches("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})")) {
            throw new Refused("the host " + host + " is not written as a plain address.");
        }
    }

    /** The addresses of the host, all of them public. */
    static InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress address : all) {
            if (!publicAddress(address)) {
                throw new Refused("the host " + host + " is inside a network.");
            }
        }
        return all;
    }

    static boolean publicAddress(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? public4(bytes, 0) : address instanceof Inet6Address && public6(bytes);
    }

    private static boolean public4(byte[] bytes, int from) {
        int a = bytes[from] & 255;
        int b = bytes[from + 1] & 255;
        int c = bytes[from + 2] & 255;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || a == 100 && b >= 64 && b < 128
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113;
        return !special;
    }

    /** Only global unicast 2000::/3, without documentation, Teredo, 6to4 and ORCHID; NAT64 and mapped by their IPv4. */
    private static boolean public6(byte[] bytes) {
        int first = (bytes[0] & 255) << 8 | bytes[1] & 255;
        int second = (bytes[2] & 255) << 8 | bytes[3] & 255;
        if ((first & 0xe000) != 0x2000) {
            return false;
        }
        return !(first == 0x2002 || first == 0x2001 && (second < 0x200 || second == 0xdb8) || first == 0x3fff);
    }
}
