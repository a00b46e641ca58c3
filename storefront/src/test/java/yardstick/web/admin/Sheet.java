package yardstick.web.admin;

/** @param view the page's record */
record Sheet(String name, String template, Object view) {}
