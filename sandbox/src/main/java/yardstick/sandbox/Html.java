package yardstick.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a page as a shopper without JavaScript needs. */
final class Html {

    private static final Pattern ALERT = Pattern.compile("role=\"alert\"[^>]*>(.*?)</(?:div|p)>", Pattern.DOTALL);

    private Html() {}

    /** The value of the first input of this name, or empty. */
    static String input(String page, String name) {
        Matcher matcher =
                Pattern.compile("<input[^>]*name=\"" + name + "\"[^>]*>").matcher(page);
        while (matcher.find()) {
            Matcher value = Pattern.compile("value=\"([^\"]*)\"").matcher(matcher.group());
            if (value.find()) {
                return value.group(1);
            }
        }
        return "";
    }

    /** The value of the radio button of this name that is chosen already, or empty. */
    static String chosen(String page, String name) {
        Matcher matcher = Pattern.compile("<input[^>]*type=\"radio\"[^>]*name=\"" + name + "\"[^>]*>")
                .matcher(page);
        while (matcher.find()) {
            if (matcher.group().contains(" checked")) {
                return input(matcher.group(), name);
            }
        }
        return "";
    }

    /** What the page complains about, as text. */
    static String problem(String page) {
        Matcher matcher = ALERT.matcher(page);
        return matcher.find()
                ? matcher.group(1)
                        .replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip()
                : "";
    }
}
