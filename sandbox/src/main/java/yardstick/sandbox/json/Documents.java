package yardstick.sandbox.json;

import jakarta.json.spi.JsonProvider;

/** {@code jakarta.json.Json} looks its provider up at every call, which costs more than most documents do. */
public final class Documents {

    public static final JsonProvider JSON = JsonProvider.provider();

    private Documents() {}
}
