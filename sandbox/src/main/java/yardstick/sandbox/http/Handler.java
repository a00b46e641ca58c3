package yardstick.sandbox.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Handler {

    /** @throws BadRequest for input that cannot be read */
    Reply handle(Request request);
}
