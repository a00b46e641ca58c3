package yardstick.orders.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** {@code t=<epoch seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>}; older or newer than 300 s is refused. */
final class GatewaySignature {

    private static final long TOLERANCE_SECONDS = 300;

    private final byte[] secret;

    GatewaySignature(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    String sign(long epochSeconds, byte[] body) {
        return "t=" + epochSeconds + ",v1=" + HexFormat.of().formatHex(digest(Long.toString(epochSeconds), body));
    }

    boolean verify(@Nullable String header, byte[] body, long now) {
        if (header == null || !header.startsWith("t=")) {
            return false;
        }
        int comma = header.indexOf(",v1=");
        if (comma < 0) {
            return false;
        }
        String time = header.substring(2, comma);
        try {
            byte[] given = HexFormat.of().parseHex(header.substring(comma + 4));
            return Math.abs(now - Long.parseLong(time)) <= TOLERANCE_SECONDS
                    && MessageDigest.isEqual(given, digest(time, body));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] digest(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }
}
