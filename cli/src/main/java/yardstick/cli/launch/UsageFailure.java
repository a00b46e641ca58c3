package yardstick.cli.launch;

/** Something the person at the keyboard can mend: shown as one line, exit code 2, no stack trace. */
public final class UsageFailure extends RuntimeException {

    public UsageFailure(String message) {
        super(message);
    }
}
