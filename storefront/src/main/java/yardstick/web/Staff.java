package yardstick.web;

/** A signed-in member of staff. */
public record Staff(long id, String username, String name, Role role) {}
