package yardstick.orders.risk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Risk.Attempt;

/** What two checkouts can have in common, as keyed hashes: equal ones can be found, none can be read. */
final class Traits {

    private Traits() {}

    /** Kind to hash; a kind that is not known is absent. */
    static Map<String, String> of(Attempt attempt, Settings settings) {
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put("DEVICE", attempt.device());
        plain.put("ADDRESS", address(attempt.address()));
        plain.put("EMAIL", email(attempt.address().getOrDefault("email", "")));
        plain.put("MEANS", attempt.means() == null ? "" : means(attempt.means()));
        plain.put("IP", network(attempt.ip()));
        Map<String, String> hashed = new LinkedHashMap<>();
        plain.forEach((kind, value) -> {
            if (!value.isBlank()) {
                hashed.put(kind, hash(settings, kind + '\n' + value));
            }
        });
        return hashed;
    }

    /** Letters and digits only, so that spelling tricks with spaces and dots do not make a new address. */
    static String address(Map<String, String> address) {
        StringBuilder all = new StringBuilder();
        for (String field : new String[] {"line1", "postcode", "city", "country"}) {
            all.append(address.getOrDefault(field, "").toLowerCase(Locale.ROOT)).append('|');
        }
        String kept = all.toString().replaceAll("[^\\p{L}\\p{N}|]", "");
        return kept.replace("|", "").isEmpty() ? "" : kept;
    }

    /** However it is spelled: case, blanks and hyphens do not matter. */
    static String means(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    }

    /** Without what many providers ignore after a plus. */
    static String email(String email) {
        return email.strip().toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
    }

    /** The network: 24 bits of IPv4, 48 of IPv6. */
    static String network(String ip) {
        if (ip.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return ip.substring(0, ip.lastIndexOf('.'));
        }
        String[] groups = ip.split(":", -1);
        return groups.length < 3 ? ip : groups[0] + ':' + groups[1] + ':' + groups[2];
    }

    static String hash(Settings settings, String value) {
        String secret = settings.text(Setting.SECRET_KEY);
        byte[] key = (secret.isEmpty() ? "unset" : secret).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] bytes = mac.doFinal(("risk\n" + value).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", e);
        }
    }
}
