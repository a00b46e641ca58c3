package yardstick.web.shop;

import java.util.List;

/** What is collected, and the choice. */
public record PrivacyView(Frame frame, List<Choice> choices, boolean decided) {

    /** @param key lower case name of the purpose, also part of its text keys */
    public record Choice(String key, boolean granted) {}
}
