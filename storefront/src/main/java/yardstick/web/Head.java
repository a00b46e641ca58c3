package yardstick.web;

import org.jspecify.annotations.Nullable;

/**
 * What a page says about itself.
 *
 * @param canonical path of the page without its language, or null for pages that search engines leave out
 * @param quick true when the inlined part of the style sheet is enough to show the top of the page
 * @param refreshSeconds reload without script after so many seconds, or 0
 */
public record Head(
        String title, String description, @Nullable String canonical, boolean quick, int refreshSeconds) {

    /** A page for people, not for search engines. */
    public static Head of(String title) {
        return new Head(title, "", null, false, 0);
    }

    /** A page that search engines may show. */
    public static Head indexed(String title, String description, String canonical) {
        return new Head(title, description, canonical, true, 0);
    }

    public Head refreshing(int seconds) {
        return new Head(title, description, canonical, quick, seconds);
    }
}
