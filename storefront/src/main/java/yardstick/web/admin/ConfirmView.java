package yardstick.web.admin;

/**
 * A question before something that cannot be taken back.
 *
 * @param action address that the confirming form is posted to
 * @param back where to go otherwise
 */
public record ConfirmView(String question, String consequence, String button, String action, String back) {}
