package yardstick.sandbox.http;

import java.io.Serial;

/** The caller sent something that cannot be read; answered with 400 and the code. */
public final class BadRequest extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public BadRequest(String code) {
        super(code);
    }

    public BadRequest(String code, Throwable cause) {
        super(code, cause);
    }
}
