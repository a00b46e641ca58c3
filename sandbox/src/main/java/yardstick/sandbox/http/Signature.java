package yardstick.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs and checks {@code t=<epoch seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>}. */
public final class Signature {

    /** Older or newer signatures are refused. */
    public static final long WINDOW_SECONDS = 300;

    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    private Signature() {}

    public static String sign(String secret, Instant at, byte[] body) {
        long seconds = at.getEpochSecond();
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(secret, seconds, body));
    }

    public static boolean valid(String secret, Instant now, byte[] body, @Nullable String header) {
        if (header == null) {
            return false;
        }
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            return false;
        }
        long seconds = Long.parseLong(matcher.group(1));
        return Math.abs(now.getEpochSecond() - seconds) <= WINDOW_SECONDS
                && MessageDigest.isEqual(
                        mac(secret, seconds, body), HexFormat.of().parseHex(matcher.group(2)));
    }

    private static byte[] mac(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
