package yardstick.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A message that survives one redirect, in a signed cookie.
 *
 * @param kind {@code done}, {@code problem}, or a page's own word
 */
public record Flash(String kind, String text) {

    private static final Duration AGE = Duration.ofMinutes(2);

    static void put(Cookies cookies, Seal seal, Flash flash) {
        byte[] plain = (flash.kind + '\n' + flash.text).getBytes(StandardCharsets.UTF_8);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
        cookies.set(Cookies.FLASH, value + '.' + seal.hash("flash", value), AGE);
    }

    static @Nullable Flash take(Cookies cookies, Seal seal) {
        String cookie = cookies.get(Cookies.FLASH);
        if (cookie == null) {
            return null;
        }
        cookies.clear(Cookies.FLASH);
        int dot = cookie.indexOf('.');
        if (dot < 0 || !seal.matches("flash", cookie.substring(0, dot), cookie.substring(dot + 1))) {
            return null;
        }
        String plain = new String(Base64.getUrlDecoder().decode(cookie.substring(0, dot)), StandardCharsets.UTF_8);
        int line = plain.indexOf('\n');
        return new Flash(plain.substring(0, line), plain.substring(line + 1));
    }
}
