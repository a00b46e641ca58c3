package yardstick.web;

/** @param help true when a search box and the categories may lead on */
public record ErrorView(int status, String title, String text, String requestId, boolean help) {}
