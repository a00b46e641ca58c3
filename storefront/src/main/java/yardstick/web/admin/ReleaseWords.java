package yardstick.web.admin;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.web.View;

/** What happened to a release, in the reader's language; a reason somebody gave stays in their words. */
public final class ReleaseWords {

    private static final Pattern KNOWN =
            Pattern.compile("(created|ramped to|paused|shipped|stopped|measured from)(?:,? (.+?)(?: %)?)?");

    private ReleaseWords() {}

    public static String of(View page, String what) {
        Matcher known = KNOWN.matcher(what);
        return known.matches()
                ? page.t(
                        "admin.releases.did",
                        Map.of(
                                "what",
                                known.group(1).replace(' ', '_'),
                                "detail",
                                known.group(2) == null ? "" : known.group(2)))
                : what;
    }
}
