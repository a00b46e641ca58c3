package yardstick.web.shop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.web.Assets;

/**
 * The addresses of one picture of a product.
 *
 * @param src for whoever does not choose by width
 * @param srcset empty when there is one file only
 * @param colour shown until the picture is there, with its number sign; empty when unknown
 */
public record Picture(String src, String srcset, String colour) {

    private static final Pattern KEPT = Pattern.compile("/media/p/[0-9a-f]{40}\\.([0-9a-f]{6})");

    public static Picture of(String image) {
        Matcher kept = KEPT.matcher(image);
        if (!kept.matches()) {
            return new Picture(Assets.picture(image), "", "");
        }
        return new Picture(
                image + "/640.webp",
                image + "/320.webp 320w, " + image + "/640.webp 640w, " + image + "/1280.webp 1280w",
                "#" + kept.group(1));
    }
}
