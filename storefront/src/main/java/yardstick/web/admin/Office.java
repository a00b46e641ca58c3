package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.CurrentVisit;
import yardstick.web.ErrorPages;
import yardstick.web.Formats;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Staff;

/** What every page of the admin does alike: render, redirect with a message, name who acts. */
@ApplicationScoped
class Office {

    @Inject
    Pages pages;

    @Inject
    CurrentVisit current;

    @Inject
    Messages messages;

    @Inject
    ErrorPages errors;

    Office() {}

    Office(Pages pages, CurrentVisit current, Messages messages) {
        this.pages = pages;
        this.current = current;
        this.messages = messages;
    }

    Response page(String template, String titleKey, Object view) {
        return page(200, template, titleKey, view);
    }

    Response page(int status, String template, String titleKey, Object view) {
        return pages.page(status, "admin/" + template + ".jte", pages.view(Head.of(text(titleKey))), view);
    }

    Response page(String template, Head head, Object view) {
        return page(200, template, head, view);
    }

    Response page(int status, String template, Head head, Object view) {
        return pages.page(status, "admin/" + template + ".jte", pages.view(head), view);
    }

    String text(String key) {
        return pages.text(key);
    }

    String text(String key, Map<String, ?> arguments) {
        return messages.text(current.get().language(), key, arguments);
    }

    /** The bean itself: a field read through this bean's client proxy would be null. */
    Messages messages() {
        return messages;
    }

    Language language() {
        return current.get().language();
    }

    Formats formats() {
        return Formats.of(current.get().language());
    }

    Response notFound() {
        return errors.notFound();
    }

    /** Back to a page with a message. */
    Response done(String url, String messageKey) {
        current.get().flash("done", text(messageKey));
        return Pages.seeOther(url);
    }

    /** Back to a page with a message that is a text already. */
    Response say(String url, String message) {
        current.get().flash("done", message);
        return Pages.seeOther(url);
    }

    Response problem(String url, String messageKey) {
        current.get().flash("problem", text(messageKey));
        return Pages.seeOther(url);
    }

    /** Back to a page, saying that it is done or why not. */
    Response back(String url, Outcome<?> outcome, String messageKey) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> done(url, messageKey);
            case Outcome.Refused<?>(Refusal refusal) -> {
                current.get().flash("problem", messages.text(current.get().language(), refusal));
                yield Pages.seeOther(url);
            }
        };
    }

    /** Of whoever is signed in; the routes that ask are closed to others. */
    Role role() {
        Staff staff = current.get().staff();
        if (staff == null) {
            throw new IllegalStateException("the route is closed to guests");
        }
        return staff.role();
    }

    String actor() {
        Staff staff = current.get().staff();
        return staff == null ? "admin" : staff.username();
    }
}
