package yardstick.orders.pickup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.cart.Tokens;
import yardstick.orders.slot.SlotStore.Code;

/**
 * Eight digits per booking, made from a random nonce and the shop's key. The database holds the nonce and a keyed hash:
 * whoever reads the tables has no code.
 */
@ApplicationScoped
class PickupCodes {

    private static final long CODES = 100_000_000L;

    @Inject
    Settings settings;

    Code fresh() {
        String nonce = Tokens.next();
        return new Code(nonce, hash(digits(nonce)));
    }

    String digits(String nonce) {
        long value = ByteBuffer.wrap(keyed("pickup-code", nonce)).getLong() & Long.MAX_VALUE;
        return String.format(Locale.ROOT, "%08d", value % CODES);
    }

    String hash(String digits) {
        return HexFormat.of().formatHex(keyed("pickup-hash", digits));
    }

    /** In constant time. */
    boolean matches(String nonce, String typed) {
        return MessageDigest.isEqual(
                digits(nonce).getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] keyed(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = ("key\n" + settings.text(Setting.SECRET_KEY)).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal((purpose + '\n' + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }
}
