package yardstick.web.shop;

import java.util.List;

/**
 * The size assistant of a product page.
 *
 * @param height as typed; {@code weight} too
 * @param fit name of the wish, in lower case
 * @param answer in words, or empty before anything was asked
 * @param sku the variant advised, or 0
 * @param sizes those it may be when it is not sure
 */
public record SizeView(
        String height, String weight, String fit, String answer, String shifted, long sku, List<String> sizes) {

    static final SizeView FRESH = new SizeView("", "", "regular", "", "", 0, List.of());
}
